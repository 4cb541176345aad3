package org.maslin.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.core.Split;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.training.PreferenceFiles;
import org.maslin.server.training.PromptLine;
import org.maslin.synth.text.Grader;
import org.maslin.train.Completion;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.PromptCompletion;
import org.maslin.train.RewardAccuracies;
import org.maslin.train.RewardModel;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.SamplingPrompt;
import org.maslin.train.Scorer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Samples two models on the same prompts, at temperature .8 and greedily, with their distance; and
 * measures them, and the reward model beside them, on pairs that none has seen.
 */
public final class ComparisonJob implements JobKind {

    public static final String NAME = "compare-models";

    private static final double TEMPERATURE = 0.8;
    private static final int MOST_TOKENS = 96;

    private final Models models;
    private final Datasets datasets;
    private final DataFolder folder;
    private final JsonMapper json;

    ComparisonJob(Models models, Datasets datasets, DataFolder folder, JsonMapper json) {
        this.models = models;
        this.datasets = datasets;
        this.folder = folder;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison run(JobContext context) {
        var work = context.parameters(CompareModels.class);
        List<PromptLine> prompts =
                SavedFiles.read(json, folder.chains().resolve(work.prompts()), PromptLine.class);
        try (LanguageModel policy = load(context, work.modelId());
                LanguageModel base = load(context, work.baseId())) {
            List<Completion> ours = sample(context, policy, prompts, TEMPERATURE, work.seed());
            List<Completion> theirs = sample(context, base, prompts, TEMPERATURE, work.seed() + 1);
            List<Completion> oursGreedy = sample(context, policy, prompts, 0, 0);
            List<Completion> theirsGreedy = sample(context, base, prompts, 0, 0);
            double[] ratios = ratios(policy, base, prompts, ours);
            var compared = new ArrayList<Compared>();
            for (int i = 0; i < prompts.size(); i++) {
                compared.add(
                        new Compared(
                                prompts.get(i).key(),
                                prompts.get(i).text(),
                                theirs.get(i).text(),
                                ours.get(i).text(),
                                theirsGreedy.get(i).text(),
                                oursGreedy.get(i).text(),
                                ratios[i]));
            }
            SavedFiles.write(json, folder.chains().resolve(work.out()), compared);
            return measured(context, work, policy, base, compared.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Comparison measured(
            JobContext context,
            CompareModels work,
            LanguageModel policy,
            LanguageModel base,
            int prompts)
            throws IOException {
        List<PreferencePair> pairs = heldOut(context, work);
        if (pairs.isEmpty()) {
            return new Comparison(prompts, Map.of(), Map.of());
        }
        var chosen = pairs.stream().map(p -> new PromptCompletion(p.prompt(), p.chosen())).toList();
        var figures = new TreeMap<String, Figure>();
        figures.put("perplexity", new Scorer().perplexity(policy, chosen));
        figures.put("perplexity-base", new Scorer().perplexity(base, chosen));
        if (work.rewardId() == null) {
            return new Comparison(prompts, figures, Map.of());
        }
        Grader topics = HelpDesk.grader();
        try (RewardModel reward =
                RewardModel.load(models.files(context.principal(), work.rewardId()))) {
            RewardAccuracies accuracy =
                    new Scorer().rewardAccuracy(reward, pairs, pair -> topic(topics, pair));
            figures.put(EvaluationFlow.REWARD_ACCURACY, accuracy.all());
            return new Comparison(prompts, figures, accuracy.subsets());
        }
    }

    private static String topic(Grader topics, PreferencePair pair) {
        String topic = topics.topic(pair.prompt());
        return topic == null ? "" : topic;
    }

    private List<PreferencePair> heldOut(JobContext context, CompareModels work)
            throws IOException {
        return work.versionId() == null
                ? List.of()
                : PreferenceFiles.pairs(
                        datasets.read(context.principal(), work.versionId()), Split.HELD_OUT);
    }

    private LanguageModel load(JobContext context, String model) throws IOException {
        Path files = models.files(context.principal(), model);
        return LanguageModel.load(files);
    }

    private static List<Completion> sample(
            JobContext context,
            LanguageModel model,
            List<PromptLine> prompts,
            double temperature,
            long seed) {
        return new Sampler()
                .sample(
                        model,
                        prompts.stream()
                                .map(line -> new SamplingPrompt(line.key(), line.text()))
                                .toList(),
                        new SamplingOptions(MOST_TOKENS, temperature, 1, new Seed(seed)),
                        context.progress());
    }

    private static double[] ratios(
            LanguageModel policy,
            LanguageModel base,
            List<PromptLine> prompts,
            List<Completion> completions) {
        var rows = new ArrayList<PromptCompletion>();
        for (int i = 0; i < prompts.size(); i++) {
            rows.add(new PromptCompletion(prompts.get(i).text(), completions.get(i).text()));
        }
        double[] ours = new Scorer().logProbs(policy, rows);
        double[] theirs = new Scorer().logProbs(base, rows);
        for (int i = 0; i < ours.length; i++) {
            ours[i] -= theirs[i];
        }
        return ours;
    }
}
