package org.maslin.server.evaluation;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Judgement;
import org.maslin.quality.WinRate;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.ProjectCounts;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations: begin, have judged, finish, hold against a gate. Each verb may be said again. */
public final class Evaluations {

    private static final int SERIES_POINTS = 20;

    private final Transactions transactions;
    private final EvaluationStore store;
    private final Judging judging;
    private final Models models;
    private final Audit audit;
    private final Provenance provenance;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Path folder;

    Evaluations(
            Transactions transactions,
            EvaluationStore store,
            Judging judging,
            Models models,
            Audit audit,
            Provenance provenance,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            Path folder) {
        this.transactions = transactions;
        this.store = store;
        this.judging = judging;
        this.models = models;
        this.audit = audit;
        this.provenance = provenance;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.folder = folder;
    }

    /** Puts a new evaluation on record, in the caller's transaction. */
    public UUID begin(Principal principal, String modelId, String baseId, int prompts) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    var evaluation =
                            new Evaluation(
                                    ids.next(),
                                    modelId,
                                    baseId,
                                    null,
                                    Evaluation.State.RUNNING,
                                    models.get(principal, modelId).simulated(),
                                    prompts,
                                    Map.of(),
                                    List.of(),
                                    null);
                    store.add(principal.organisationId(), evaluation, clock.instant());
                    Node node = Node.of("evaluation", evaluation.id());
                    provenance.record(
                            principal,
                            List.of(
                                    new Edge(new Node("model", modelId), node, "evaluate"),
                                    new Edge(new Node("model", baseId), node, "compare")));
                    audit.record(
                            principal,
                            "begin-evaluation",
                            node,
                            Map.of("model", modelId, "base", baseId));
                    return evaluation.id();
                });
    }

    public Evaluation get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /**
     * Keeps what was measured of the answers and opens the project for the judges.
     *
     * @param answers the file that the evaluation's job has written in the folder of chains
     */
    public Evaluation openJudging(
            Principal principal,
            UUID id,
            String projectName,
            @Nullable UUID chain,
            String answers,
            Map<String, Figure> measured) {
        Evaluation evaluation = get(principal, id);
        UUID project =
                judging.open(principal, evaluation, projectName, chain, pairs(answers));
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Evaluation opened = with(require(id), project, measured);
                    store.put(opened);
                    audit.record(
                            principal,
                            "open-judging",
                            Node.of("evaluation", id),
                            Map.of("project", project.toString()));
                    return opened;
                });
    }

    /** How far the judges are. */
    public ProjectCounts judged(Principal principal, UUID project) {
        return judging.counts(principal, project);
    }

    /**
     * The win-rate so far, kept as the next point of the series when a twentieth of the answers has
     * come since the last.
     */
    public Evaluation follow(
            Principal principal, UUID id, String answers, ProjectCounts counts, Seed seed) {
        Evaluation evaluation = get(principal, id);
        UUID project = evaluation.projectId();
        long last =
                evaluation.series().isEmpty() ? 0 : evaluation.series().getLast().answers();
        long step = Math.max(1, counts.answersNeeded() / SERIES_POINTS);
        if (project == null || counts.answers() < last + step) {
            return evaluation;
        }
        List<Answer> said = judging.answers(principal, project);
        List<Judgement> judgements = EvaluationFlow.judgements(pairs(answers), said);
        Figure rate = new WinRate(judgements).rate(seed);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Evaluation followed = withPoint(require(id), counts.answers(), rate);
                    store.put(followed);
                    return followed;
                });
    }

    /** Counts every judgement and closes the evaluation. */
    public Evaluation finish(Principal principal, UUID id, String answers, Seed seed) {
        Evaluation evaluation = get(principal, id);
        UUID project = evaluation.projectId();
        List<Answer> said = project == null ? List.of() : judging.answers(principal, project);
        var rates = new WinRate(EvaluationFlow.judgements(pairs(answers), said));
        var figures = new TreeMap<>(evaluation.figures());
        figures.put("win-rate", rates.rate(seed));
        figures.put("length-matched-win-rate", rates.lengthMatched(seed));
        boolean simulated =
                said.stream().anyMatch(a -> a.annotator().kind() == AnnotatorKind.SIMULATED);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Evaluation finished = finished(require(id), figures, simulated);
                    store.put(finished);
                    Node node = Node.of("evaluation", id);
                    provenance.record(
                            principal,
                            said.stream()
                                    .filter(answer -> !answer.withdrawn())
                                    .map(answer -> Node.of("annotation", answer.annotationId()))
                                    .map(annotation -> new Edge(annotation, node, "judge"))
                                    .toList());
                    audit.record(
                            principal,
                            "finish-evaluation",
                            node,
                            Map.of("judgements", String.valueOf(said.size())));
                    return finished;
                });
    }

    /** Holds the figures against rules and keeps the verdict. */
    public Gate gate(Principal principal, UUID id, List<GateRule> rules) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Evaluation evaluation = require(id);
                    Gate gate = GateFlow.check(rules, evaluation.figures());
                    store.put(withGate(evaluation, gate));
                    audit.record(
                            principal,
                            "check-gate",
                            Node.of("evaluation", id),
                            Map.of("verdict", gate.verdict().name()));
                    return gate;
                });
    }

    private List<AnswerPair> pairs(String answers) {
        return SavedFiles.read(json, folder.resolve(answers), AnswerPair.class);
    }

    private Evaluation require(UUID id) {
        Evaluation evaluation = store.get(id);
        if (evaluation == null) {
            throw RefusedException.notFound("evaluation", id);
        }
        return evaluation;
    }

    private static Evaluation with(Evaluation e, UUID project, Map<String, Figure> figures) {
        return new Evaluation(
                e.id(), e.modelId(), e.baseId(), project, e.state(), e.simulated(), e.prompts(),
                figures, e.series(), e.gate());
    }

    private static Evaluation withPoint(Evaluation e, long answers, Figure rate) {
        var series = new ArrayList<>(e.series());
        series.add(new Evaluation.Point(answers, rate));
        return new Evaluation(
                e.id(), e.modelId(), e.baseId(), e.projectId(), e.state(), e.simulated(),
                e.prompts(), e.figures(), series, e.gate());
    }

    private static Evaluation finished(
            Evaluation e, Map<String, Figure> figures, boolean simulated) {
        return new Evaluation(
                e.id(), e.modelId(), e.baseId(), e.projectId(), Evaluation.State.DONE,
                e.simulated() || simulated, e.prompts(), figures, e.series(), e.gate());
    }

    private static Evaluation withGate(Evaluation e, Gate gate) {
        return new Evaluation(
                e.id(), e.modelId(), e.baseId(), e.projectId(), e.state(), e.simulated(),
                e.prompts(), e.figures(), e.series(), gate);
    }
}
