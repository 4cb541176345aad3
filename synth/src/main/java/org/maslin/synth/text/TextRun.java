package org.maslin.synth.text;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.core.Sha256;

/**
 * Draws the rows of a recipe in order. Row i follows from seed and i alone, except that a prompt
 * which was there before is drawn again where prompts must be distinct.
 */
public final class TextRun {

    private static final int MOST_TRIES = 10_000;
    private static final int REPORT_EVERY = 10_000;
    private static final int ID_LENGTH = 16;

    private final TextRecipe recipe;
    private final TextWriter writer;
    private final Set<String> prompts = new HashSet<>();

    public TextRun(TextRecipe recipe) {
        this.recipe = recipe;
        this.writer = new TextWriter(recipe.world());
    }

    /** Hands every row on, in order. */
    public void write(Progress progress, Consumer<TextRow> taken) {
        prompts.clear();
        var seed = new Seed(recipe.seed());
        for (long row = 0; row < recipe.count(); row++) {
            taken.accept(row(row, seed.derive("row", Long.toString(row)).generator()));
            if ((row + 1) % REPORT_EVERY == 0 || row + 1 == recipe.count()) {
                progress.at(row + 1, recipe.count(), "rows written");
            }
        }
    }

    private TextRow row(long row, RandomGenerator random) {
        Asked asked = ask(random);
        return switch (recipe.output()) {
            case PROMPT ->
                    new TextRow.Prompt(
                            Sha256.hex(asked.prompt()).substring(0, ID_LENGTH), asked.prompt());
            case PROMPT_COMPLETION -> new TextRow.Pair(asked.prompt(), answer(asked, row, random));
            case TEXT -> new TextRow.Text(asked.prompt() + "\n" + answer(asked, row, random));
        };
    }

    private String answer(Asked asked, long row, RandomGenerator random) {
        return writer.answer(asked, recipe.mixAt(row), random);
    }

    private Asked ask(RandomGenerator random) {
        boolean distinct = recipe.output() == TextOutput.PROMPT;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Asked asked = writer.ask(random);
            if (recipe.prompts().covers(asked.prompt())
                    && (!distinct || prompts.add(asked.prompt()))) {
                return asked;
            }
        }
        throw new IllegalArgumentException(
                "After %d distinct prompts no new one came in %d draws. Lower the count."
                        .formatted(prompts.size(), MOST_TRIES));
    }
}
