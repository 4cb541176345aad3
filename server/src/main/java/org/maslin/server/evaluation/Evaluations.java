package org.maslin.server.evaluation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Seed;
import org.maslin.quality.Judgement;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.NewProject;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.Project;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import org.maslin.server.samples.Candidate;
import org.maslin.server.samples.Message;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.Origin;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.NewTask;
import org.maslin.server.tasks.NewTasks;
import org.maslin.server.tasks.Tasks;
import org.maslin.synth.text.Grader;

/** Evaluations: a blind, order-swapped comparison, its figures, and its gate. */
public final class Evaluations {

    private static final int TASKS_A_CALL = 1000;
    private static final String GUIDELINE =
            """
            Two answers to one question. Choose the better one.

            1. A **right** answer is better than a wrong one.
            2. Of two equally right ones, the **polite** one is better.
            3. Of two equally polite ones, the one with **less beside the point** is better.
            """;

    private final Transactions transactions;
    private final EvaluationStore store;
    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Annotations annotations;
    private final Models models;
    private final Audit audit;
    private final Provenance provenance;
    private final InstantSource clock;

    Evaluations(
            Transactions transactions,
            EvaluationStore store,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Annotations annotations,
            Models models,
            Audit audit,
            Provenance provenance,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.annotations = annotations;
        this.models = models;
        this.audit = audit;
        this.provenance = provenance;
        this.clock = clock;
    }

    public Evaluation get(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Evaluation evaluation = store.get(id);
                    if (evaluation == null) {
                        throw RefusedException.notFound("evaluation", id);
                    }
                    return evaluation;
                });
    }

    /**
     * The prompts with both answers and what was judged of them, in order; the look is put on
     * record.
     *
     * @param outcome those judged so alone
     * @param subset those of this subset alone
     * @param after the place before the first
     */
    public Page<JudgedPrompt> prompts(
            Principal principal,
            UUID id,
            JudgedPrompt.@Nullable Outcome outcome,
            @Nullable String subset,
            int after,
            int limit) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    get(principal, id);
                    audit.record(
                            principal,
                            "read-evaluation-prompts",
                            Node.of("evaluation", id),
                            Map.of());
                    return Page.of(
                            store.prompts(id, outcome, subset, after, limit + 1),
                            limit,
                            prompt -> String.valueOf(prompt.place()));
                });
    }

    /** The test of whether the candidate is not inferior, over the prompts judged so far. */
    public SequentialTest sequentialTest(
            Principal principal, UUID id, double margin, double alpha, double beta) {
        return SequentialTest.of(get(principal, id).outcomes(), margin, alpha, beta);
    }

    /**
     * The project in which judges compare: each pair of different completions as two tasks, in both
     * orders. Making it twice makes it once.
     *
     * @param name of the project
     */
    public UUID open(
            Principal principal,
            UUID chain,
            String name,
            CompareModels work,
            List<Compared> compared) {
        var question = new PairwiseQuestion("better", "Which answer is better?", false, null);
        Project project =
                projects.create(
                        principal,
                        new NewProject(
                                name, new Ontology(null, List.of(question)), GUIDELINE, 1, null),
                        chain,
                        "chain-" + chain + "-evaluation");
        List<Compared> different = compared.stream().filter(one -> !one.same()).toList();
        samples.importSamples(
                principal,
                project.id(),
                different.stream().map(one -> sample(work, one)).iterator());
        var wanted = new ArrayList<NewTask>();
        for (Compared one : different) {
            wanted.add(task(one, 0, List.of(0, 1)));
            wanted.add(task(one, 1, List.of(1, 0)));
        }
        for (int start = 0; start < wanted.size(); start += TASKS_A_CALL) {
            int end = Math.min(wanted.size(), start + TASKS_A_CALL);
            tasks.create(principal, project.id(), new NewTasks(wanted.subList(start, end)));
        }
        return project.id();
    }

    /**
     * Puts a new evaluation on record with what can be measured before anybody has judged.
     *
     * @param found what was measured beside the answers
     */
    public void begin(
            Principal principal,
            UUID id,
            UUID project,
            CompareModels work,
            Comparison found,
            List<Compared> compared,
            Grader grader) {
        var figures =
                new LinkedHashMap<>(EvaluationFlow.graded(compared, grader, new Seed(work.seed())));
        figures.putAll(found.measured());
        var evaluation =
                new Evaluation(
                        id,
                        work.modelId(),
                        work.baseId(),
                        project,
                        Evaluation.State.RUNNING,
                        models.get(principal, work.modelId()).simulated(),
                        compared.size(),
                        figures,
                        EvaluationFlow.subsets(found.subsets()),
                        List.of(),
                        List.of(),
                        null);
        List<JudgedPrompt> prompts = EvaluationFlow.prompts(compared, List.of(), grader);
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (store.get(id) != null) {
                        return;
                    }
                    store.put(principal.organisationId(), evaluation, clock.instant());
                    store.putPrompts(principal.organisationId(), id, prompts);
                    Node node = Node.of("evaluation", id);
                    provenance.record(
                            principal,
                            List.of(
                                    new Edge(new Node("model", work.modelId()), node, "evaluate"),
                                    new Edge(new Node("model", work.baseId()), node, "evaluate")));
                    audit.record(
                            principal,
                            "begin-evaluation",
                            node,
                            Map.of("model", work.modelId(), "base", work.baseId()));
                });
    }

    /** Counts the judgements that are there, while others are still to come. */
    public void follow(
            Principal principal,
            UUID id,
            CompareModels work,
            List<Compared> compared,
            Grader grader) {
        Evaluation begun = get(principal, id);
        List<Answer> answers = answers(principal, begun);
        if (!answers.isEmpty()) {
            List<JudgedPrompt> prompts = EvaluationFlow.prompts(compared, answers, grader);
            put(principal, judged(begun, work, compared, answers, prompts), prompts);
        }
    }

    /** Counts all judgements, holds the figures against the rules, and closes the evaluation. */
    public Evaluation finish(
            Principal principal,
            UUID id,
            CompareModels work,
            List<Compared> compared,
            Grader grader) {
        Evaluation begun = get(principal, id);
        List<Answer> answers = answers(principal, begun);
        List<JudgedPrompt> prompts = EvaluationFlow.prompts(compared, answers, grader);
        Evaluation judged = judged(begun, work, compared, answers, prompts);
        Gate gate = GateFlow.judge(GateRecipes.shipped().rules(), judged.measured());
        Evaluation finished = judged.closed(gate);
        transactions.write(
                principal.organisationId(),
                () -> {
                    put(principal, finished, prompts);
                    Node node = Node.of("evaluation", id);
                    provenance.record(
                            principal,
                            answers.stream()
                                    .map(answer -> Node.of("annotation", answer.annotationId()))
                                    .map(annotation -> new Edge(annotation, node, "judge"))
                                    .toList());
                    audit.record(
                            principal,
                            "evaluate-model",
                            node,
                            Map.of("model", work.modelId(), "verdict", Json.word(gate.verdict())));
                });
        return finished;
    }

    private void put(Principal principal, Evaluation evaluation, List<JudgedPrompt> prompts) {
        UUID organisation = principal.organisationId();
        transactions.write(
                organisation,
                () -> {
                    store.put(organisation, evaluation, clock.instant());
                    store.putPrompts(organisation, evaluation.id(), prompts);
                });
    }

    /** The judges' answers that stand, by task and judge. */
    private List<Answer> answers(Principal principal, Evaluation evaluation) {
        UUID project = evaluation.projectId();
        var standing = new ArrayList<Answer>();
        if (project != null) {
            annotations.eachAnswer(
                    principal,
                    project,
                    answer -> {
                        if (!answer.withdrawn()) {
                            standing.add(answer);
                        }
                    });
        }
        return standing;
    }

    private static Evaluation judged(
            Evaluation begun,
            CompareModels work,
            List<Compared> compared,
            List<Answer> answers,
            List<JudgedPrompt> prompts) {
        var seed = new Seed(work.seed());
        var figures = new LinkedHashMap<>(begun.figures());
        List<Judgement> judgements = EvaluationFlow.judgements(compared, answers);
        Measured judged = EvaluationFlow.measured(judgements, seed);
        figures.putAll(judged.figures());
        figures.put("first-preferred", EvaluationFlow.firstPreferred(prompts));
        return begun.judged(
                new Measured(figures, judged.outcomes()),
                EvaluationFlow.subsets(begun.subsets(), prompts, judgements, seed),
                EvaluationFlow.series(compared, answers, seed),
                answers.stream().anyMatch(Evaluations::isSimulated));
    }

    private static boolean isSimulated(Answer answer) {
        return answer.annotator().kind() == AnnotatorKind.SIMULATED;
    }

    private static NewTask task(Compared one, int order, List<Integer> shown) {
        return new NewTask(one.key(), EvaluationFlow.taskKey(one.key(), order), null, shown);
    }

    private static NewSample sample(CompareModels work, Compared one) {
        return new NewSample(
                one.key(),
                null,
                List.of(new Message(Message.Speaker.USER, one.prompt())),
                List.of(
                        new Candidate(one.base(), work.baseId()),
                        new Candidate(one.policy(), work.modelId())),
                Origin.MACHINE,
                Map.of("prompt", one.key()),
                null,
                null,
                null,
                null,
                null);
    }
}
