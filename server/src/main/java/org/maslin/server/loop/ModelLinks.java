package org.maslin.server.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.evaluation.CompareModels;
import org.maslin.server.evaluation.Compared;
import org.maslin.server.evaluation.Comparison;
import org.maslin.server.evaluation.ComparisonJob;
import org.maslin.server.evaluation.Evaluation;
import org.maslin.server.evaluation.Evaluations;
import org.maslin.server.evaluation.Gate;
import org.maslin.server.models.Model;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.projects.ProjectCounts;
import org.maslin.server.projects.Projects;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.training.BaseModels;
import org.maslin.server.training.CompletionLine;
import org.maslin.server.training.CompletionsJob;
import org.maslin.server.training.PolicyMethod;
import org.maslin.server.training.PromptLine;
import org.maslin.server.training.RewardTraining;
import org.maslin.server.training.SampleCompletions;
import org.maslin.server.training.SampledCompletions;
import org.maslin.server.training.TrainModel;
import org.maslin.server.training.TrainedModel;
import org.maslin.synth.text.Grader;
import tools.jackson.databind.json.JsonMapper;

/** The links that models are in: completions, reward model, policy, evaluation, gate. */
final class ModelLinks {

    private static final int SAMPLES = 2;
    private static final double TEMPERATURE = 1;
    private static final String MODEL = "modelId";
    private static final String PROJECT = "projectId";
    private static final String EVALUATION = "evaluationId";

    private final BaseModels baseModels;
    private final Models models;
    private final Evaluations evaluations;
    private final Projects projects;
    private final PromptLinks prompts;
    private final DataFolder folder;
    private final Ids ids;
    private final JsonMapper json;

    ModelLinks(
            BaseModels baseModels,
            Models models,
            Evaluations evaluations,
            Projects projects,
            PromptLinks prompts,
            DataFolder folder,
            Ids ids,
            JsonMapper json) {
        this.baseModels = baseModels;
        this.models = models;
        this.evaluations = evaluations;
        this.projects = projects;
        this.prompts = prompts;
        this.folder = folder;
        this.ids = ids;
        this.json = json;
    }

    /** The model that this round starts from: the bundled base, then the policy before. */
    String present(ChainRun run, int round, String policy) {
        Map<String, String> references =
                run.link(
                        round,
                        LinkName.BASE_MODEL,
                        made -> {
                            Model model =
                                    round == 1
                                            ? baseModels.register(run.principal())
                                            : models.get(run.principal(), policy);
                            made.count("parameters", model.parameters())
                                    .reference(MODEL, model.id())
                                    .note(model.name());
                        });
        return references.getOrDefault(MODEL, "");
    }

    /**
     * Samples two completions of each prompt; returns the file of the pairs that differ and of
     * which both say something.
     */
    String complete(ChainRun run, int round, String model, String promptFile) {
        String file = run.file("pairs-%d.jsonl".formatted(round));
        String completions = run.file("completions-%d.jsonl".formatted(round));
        run.link(
                round,
                LinkName.COMPLETIONS,
                made -> {
                    var work =
                            new SampleCompletions(
                                    model,
                                    promptFile,
                                    completions,
                                    run.seed("completions", String.valueOf(round)).value(),
                                    SAMPLES,
                                    TEMPERATURE);
                    SampledCompletions sampled =
                            run.job(
                                    round,
                                    LinkName.COMPLETIONS,
                                    made,
                                    CompletionsJob.NAME,
                                    work,
                                    SampledCompletions.class);
                    List<CompletionPair> pairs = pairs(promptFile, completions);
                    SavedFiles.write(json, folder.chains().resolve(file), pairs);
                    made.count("prompts", sampled.prompts())
                            .count("completions", sampled.completions())
                            .count("finished", sampled.finished())
                            .count("identical", sampled.prompts() - pairs.size())
                            .count("pairs", pairs.size())
                            .origin("machine", sampled.completions())
                            .reference(MODEL, model);
                });
        return file;
    }

    private List<CompletionPair> pairs(String promptFile, String completions) {
        Map<String, List<String>> texts = new HashMap<>();
        SavedFiles.read(json, folder.chains().resolve(completions), CompletionLine.class)
                .forEach(
                        line ->
                                texts.computeIfAbsent(line.key(), key -> new ArrayList<>())
                                        .add(line.text()));
        var pairs = new ArrayList<CompletionPair>();
        for (PromptLine prompt :
                SavedFiles.read(json, folder.chains().resolve(promptFile), PromptLine.class)) {
            List<String> two = texts.getOrDefault(prompt.key(), List.of());
            boolean spoken = two.stream().noneMatch(String::isBlank);
            if (two.size() == SAMPLES && spoken && !two.getFirst().equals(two.getLast())) {
                pairs.add(
                        new CompletionPair(
                                prompt.key(), prompt.text(), two.getFirst(), two.getLast()));
            }
        }
        return pairs;
    }

    String reward(ChainRun run, int round, String version, String start) {
        return train(run, round, LinkName.REWARD_MODEL, RewardTraining.NAME, version, start, null);
    }

    /** Trains on the pairs, or on what the reward model has learnt of them. */
    String policy(ChainRun run, int round, String version, String start, String reward) {
        PolicyMethod method = run.chain().method();
        return train(
                run,
                round,
                LinkName.POLICY,
                method.jobName(),
                version,
                start,
                method.isRewarded() ? reward : null);
    }

    private String train(
            ChainRun run,
            int round,
            LinkName link,
            String kind,
            String version,
            String start,
            @Nullable String reward) {
        Map<String, String> references =
                run.link(
                        round,
                        link,
                        made -> {
                            String what = link == LinkName.POLICY ? "policy" : "reward model";
                            var work =
                                    new TrainModel(
                                            run.title("%s of round %d".formatted(what, round)),
                                            version,
                                            start,
                                            reward,
                                            run.seed(kind, String.valueOf(round)).value(),
                                            run.chain().workers());
                            TrainedModel trained =
                                    run.job(round, link, made, kind, work, TrainedModel.class);
                            made.count("pairs", trained.pairs())
                                    .count("steps", trained.steps())
                                    .reference(MODEL, trained.modelId())
                                    .reference("versionId", version)
                                    .series(
                                            trained.curve().stream()
                                                    .map(
                                                            point ->
                                                                    ChainLink.Point.of(
                                                                            point.step(),
                                                                            point.value()))
                                                    .toList());
                            trained.figures().forEach(made::figure);
                        });
        return references.getOrDefault(MODEL, "");
    }

    /**
     * Compares the last policy with the base; waits for the judges.
     *
     * @param reward the last reward model, and the version that it was trained on
     */
    Map<String, String> evaluate(
            ChainRun run, String base, String policy, String reward, String version) {
        int round = run.chain().rounds();
        return run.link(
                round,
                LinkName.EVALUATION,
                made -> {
                    String out = run.file("evaluation.jsonl");
                    Grader grader = HelpDesk.grader();
                    var work =
                            new CompareModels(
                                    policy,
                                    base,
                                    reward,
                                    version,
                                    prompts.evaluation(run),
                                    out,
                                    run.seed("evaluation").value());
                    Comparison found =
                            run.job(
                                    round,
                                    LinkName.EVALUATION,
                                    made,
                                    ComparisonJob.NAME,
                                    work,
                                    Comparison.class);
                    List<Compared> compared =
                            SavedFiles.read(json, folder.chains().resolve(out), Compared.class);
                    UUID project =
                            evaluations.open(
                                    run.principal(),
                                    run.chain().id(),
                                    run.title("evaluation"),
                                    work,
                                    compared);
                    String id =
                            made.references.computeIfAbsent(
                                    EVALUATION, key -> ids.next().toString());
                    UUID evaluationId = UUID.fromString(id);
                    made.reference(PROJECT, project).reference(MODEL, policy);
                    run.show(round, LinkName.EVALUATION, made);
                    evaluations.begin(
                            run.principal(), evaluationId, project, work, found, compared, grader);
                    var followed = new Followed();
                    run.awaitPeople(
                            round,
                            LinkName.EVALUATION,
                            () -> {
                                ChainRun.Standing now = standing(run, project);
                                if (followed.isDue(now)) {
                                    evaluations.follow(
                                            run.principal(), evaluationId, work, compared, grader);
                                }
                                return now;
                            });
                    Evaluation evaluation =
                            evaluations.finish(
                                    run.principal(), evaluationId, work, compared, grader);
                    if (evaluation.simulated()) {
                        run.markSimulated();
                    }
                    made.count("prompts", compared.size())
                            .count(
                                    "answers",
                                    projects.get(run.principal(), project).counts().answers())
                            .series(
                                    evaluation.series().stream()
                                            .map(
                                                    point ->
                                                            ChainLink.Point.of(
                                                                    point.answers(),
                                                                    point.winRate()))
                                            .toList());
                    evaluation.figures().forEach(made::figure);
                });
    }

    void gate(ChainRun run, String evaluation) {
        run.link(
                run.chain().rounds(),
                LinkName.GATE,
                made -> {
                    Gate gate =
                            evaluations.get(run.principal(), UUID.fromString(evaluation)).gate();
                    if (gate == null) {
                        throw new IllegalStateException("The evaluation has no gate.");
                    }
                    long holds = gate.checks().stream().filter(Gate.Check::holds).count();
                    made.count("checks", gate.checks().size())
                            .count("hold", holds)
                            .reference(EVALUATION, evaluation)
                            .note(gate.passes() ? "pass" : "fail");
                });
    }

    /** Tells when so many more judgements have come that the win-rate is worth a new look. */
    private static final class Followed {

        private static final int LOOKS = 20;
        private long last;

        boolean isDue(ChainRun.Standing now) {
            boolean due = now.done() - last >= Math.max(1, now.total() / LOOKS);
            last = due ? now.done() : last;
            return due;
        }
    }

    /** No pair may differ at all; then nobody is asked. */
    private ChainRun.Standing standing(ChainRun run, UUID project) {
        ProjectCounts counts = projects.get(run.principal(), project).counts();
        return new ChainRun.Standing(
                counts.answers(), counts.answersNeeded(), counts.completed() == counts.tasks());
    }
}
