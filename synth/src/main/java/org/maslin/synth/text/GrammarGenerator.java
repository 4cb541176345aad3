package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.Seed;

/** Answers the questions of a recipe by its own grammar; the same seed gives the same text. */
public final class GrammarGenerator implements TextGenerator {

    private final String recipe;
    private final Mix mix;
    private final PromptReader reader;
    private final TextWriter writer;

    public GrammarGenerator(String recipe, World world, Mix mix) {
        this.recipe = recipe;
        this.mix = mix;
        this.reader = new PromptReader(world);
        this.writer = new TextWriter(world);
    }

    @Override
    public String name() {
        return "grammar " + recipe;
    }

    /**
     * @throws IllegalArgumentException if the recipe does not know a prompt
     */
    @Override
    public List<String> complete(List<String> prompts, Seed seed) {
        var completions = new ArrayList<String>(prompts.size());
        for (String prompt : prompts) {
            Asked asked = reader.read(prompt);
            if (asked == null) {
                throw new IllegalArgumentException(
                        "The grammar (%s) does not know the prompt (%s). Ask a model."
                                .formatted(recipe, prompt));
            }
            String place = Integer.toString(completions.size());
            completions.add(writer.answer(asked, mix, seed.derive(prompt, place).generator()));
        }
        return completions;
    }
}
