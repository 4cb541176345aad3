package org.maslin.server.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.maslin.core.Seed;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.train.Completion;
import org.maslin.train.LanguageModel;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.SamplingPrompt;
import tools.jackson.databind.json.JsonMapper;

/** Samples completions of prompts from a model on record. */
public final class CompletionsJob implements JobKind {

    public static final String NAME = "sample-completions";

    private static final int MOST_TOKENS = 96;

    private final Models models;
    private final DataFolder folder;
    private final JsonMapper json;

    CompletionsJob(Models models, DataFolder folder, JsonMapper json) {
        this.models = models;
        this.folder = folder;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SampledCompletions run(JobContext context) {
        var work = context.parameters(SampleCompletions.class);
        Path prompts = folder.chains().resolve(work.prompts());
        List<SamplingPrompt> wanted =
                SavedFiles.read(json, prompts, PromptLine.class).stream()
                        .map(line -> new SamplingPrompt(line.key(), line.text()))
                        .toList();
        var options =
                new SamplingOptions(
                        MOST_TOKENS, work.temperature(), work.samples(), new Seed(work.seed()));
        try (LanguageModel model =
                LanguageModel.load(models.files(context.principal(), work.modelId()))) {
            List<Completion> drawn =
                    new Sampler().sample(model, wanted, options, context.progress());
            SavedFiles.write(
                    json,
                    folder.chains().resolve(work.out()),
                    drawn.stream().map(CompletionsJob::line).toList());
            return new SampledCompletions(
                    wanted.size(),
                    drawn.size(),
                    drawn.stream().filter(Completion::finished).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletionLine line(Completion completion) {
        return new CompletionLine(
                completion.key(), completion.sample(), completion.text(), completion.finished());
    }
}
