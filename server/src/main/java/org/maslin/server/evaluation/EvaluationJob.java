package org.maslin.server.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.recipes.TextRecipes;
import org.maslin.synth.text.Grader;
import org.maslin.train.Completion;
import org.maslin.train.LanguageModel;
import org.maslin.train.PromptCompletion;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.SamplingPrompt;
import org.maslin.train.Scorer;
import tools.jackson.databind.json.JsonMapper;

/** Samples a model's and its base's answers to the same prompts, and measures them. */
public final class EvaluationJob implements JobKind {

    public static final String NAME = "sample-evaluation";

    private static final String RECIPE = "help-desk";
    private static final int MOST_TOKENS = 96;
    private static final double TEMPERATURE = 0.8;

    private record Line(String key, String text) {}

    private record Spoken(List<Completion> drawn, List<Completion> greedy, double[] logProbs) {}

    private final Models models;
    private final DataFolder folder;
    private final JsonMapper json;

    EvaluationJob(Models models, DataFolder folder, JsonMapper json) {
        this.models = models;
        this.folder = folder;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MeasuredAnswers run(JobContext context) {
        var work = context.parameters(SampleEvaluation.class);
        try {
            List<AnswerPair> pairs = pairs(context, work);
            SavedFiles.write(json, folder.chains().resolve(work.out()), pairs);
            var grader = new Grader(TextRecipes.shipped(RECIPE).world());
            var seed = new Seed(work.seed()).derive("intervals");
            return new MeasuredAnswers(
                    pairs.size(),
                    pairs.stream().filter(AnswerPair::isSame).count(),
                    new AnswerMeasures(grader, seed, pairs).figures());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<AnswerPair> pairs(JobContext context, SampleEvaluation work) throws IOException {
        List<SamplingPrompt> prompts =
                SavedFiles.read(json, folder.chains().resolve(work.prompts()), Line.class).stream()
                        .map(line -> new SamplingPrompt(line.key(), line.text()))
                        .toList();
        var seed = new Seed(work.seed());
        List<Completion> own;
        List<Completion> ownGreedy;
        double[] ownLogProbs;
        try (LanguageModel model = load(context, work.modelId())) {
            own = sample(model, prompts, TEMPERATURE, seed.derive("model"), context.progress());
            ownGreedy = sample(model, prompts, 0, seed, context.progress());
            ownLogProbs = new Scorer().logProbs(model, spoken(prompts, own));
        }
        try (LanguageModel base = load(context, work.baseId())) {
            var other =
                    new Spoken(
                            sample(
                                    base,
                                    prompts,
                                    TEMPERATURE,
                                    seed.derive("base"),
                                    context.progress()),
                            sample(base, prompts, 0, seed, context.progress()),
                            new Scorer().logProbs(base, spoken(prompts, own)));
            return pairs(prompts, new Spoken(own, ownGreedy, ownLogProbs), other);
        }
    }

    private LanguageModel load(JobContext context, String model) throws IOException {
        return LanguageModel.load(models.files(context.principal(), model));
    }

    private static List<Completion> sample(
            LanguageModel model,
            List<SamplingPrompt> prompts,
            double temperature,
            Seed seed,
            Progress progress) {
        var options = new SamplingOptions(MOST_TOKENS, temperature, 1, seed);
        return new Sampler().sample(model, prompts, options, progress);
    }

    private static List<PromptCompletion> spoken(
            List<SamplingPrompt> prompts, List<Completion> answers) {
        var rows = new ArrayList<PromptCompletion>();
        for (int i = 0; i < prompts.size(); i++) {
            rows.add(new PromptCompletion(prompts.get(i).text(), answers.get(i).text()));
        }
        return rows;
    }

    private static List<AnswerPair> pairs(List<SamplingPrompt> prompts, Spoken own, Spoken base) {
        var pairs = new ArrayList<AnswerPair>();
        for (int i = 0; i < prompts.size(); i++) {
            pairs.add(
                    new AnswerPair(
                            prompts.get(i).key(),
                            prompts.get(i).text(),
                            base.drawn.get(i).text(),
                            own.drawn.get(i).text(),
                            base.greedy.get(i).text(),
                            own.greedy.get(i).text(),
                            own.logProbs[i] - base.logProbs[i]));
        }
        return pairs;
    }
}
