package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;

/** Draws completions of prompts. What is drawn does not depend on what else is. */
public final class Sampler {

    /**
     * @return the completions in the order of the prompts, the samples of a prompt together
     * @throws BadInputException if a prompt fills all of the model's positions
     */
    public List<Completion> sample(
            LanguageModel model,
            List<SamplingPrompt> prompts,
            SamplingOptions options,
            Progress progress) {
        List<Drawing.Prompt> encoded = new ArrayList<>();
        for (SamplingPrompt prompt : prompts) {
            encoded.add(new Drawing.Prompt(prompt.key(), model.layout().prompt(prompt.text())));
        }
        var drawing = new Drawing(model.engines(), model.layout(), options, Drawing.UNHEARD);
        List<Completion> completions = new ArrayList<>();
        for (Drawing.Draft draft : drawing.draw(encoded, progress)) {
            completions.add(completion(model, prompts.get(draft.prompt), draft, options));
        }
        return completions;
    }

    /**
     * Draws one completion of a prompt that is tokens already.
     *
     * @param listener is given each token as it is drawn, the end too; what it throws ends the
     *     drawing
     */
    public Completion sample(
            LanguageModel model, long[] prompt, SamplingOptions options, TokenListener listener) {
        var drawing = new Drawing(model.engines(), model.layout(), options, listener);
        var prompts = List.of(new Drawing.Prompt("", prompt));
        Drawing.Draft draft = drawing.draw(prompts, Progress.NONE)[0];
        return completion(model, new SamplingPrompt("", ""), draft, options);
    }

    private static Completion completion(
            LanguageModel model,
            SamplingPrompt prompt,
            Drawing.Draft draft,
            SamplingOptions options) {
        int length = draft.ids.size() - (draft.ended ? 1 : 0);
        long[] ids = draft.ids.stream().limit(length).mapToLong(Long::longValue).toArray();
        String text = model.layout().completion(ids);
        for (String stop : options.stops()) {
            int at = text.indexOf(stop);
            text = at < 0 ? text : text.substring(0, at);
        }
        return new Completion(
                prompt.key(), draft.sample, text, draft.ended || draft.stopped, draft.logProbs);
    }
}
