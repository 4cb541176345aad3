package org.maslin.server.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.synth.text.TextWriter;

/**
 * An endless row of prompts: draw i follows from seed and i alone, prompts that are not wanted are
 * passed over, and one that was there before may come again, as in any source.
 */
public final class PromptDraw {

    private static final int MOST_PASSED_OVER = 1_000_000;

    private final TextWriter writer;
    private final Seed seed;
    private final Predicate<String> wanted;
    private long draws;

    PromptDraw(TextWriter writer, Seed seed, Predicate<String> wanted) {
        this.writer = writer;
        this.seed = seed;
        this.wanted = wanted;
    }

    /** The next so many wanted prompts. */
    public List<DrawnPrompt> next(int count) {
        var prompts = new ArrayList<DrawnPrompt>(count);
        long last = draws + MOST_PASSED_OVER + count;
        while (prompts.size() < count) {
            if (draws == last) {
                throw new BadInputException(
                        "prompts",
                        count + " prompts",
                        "fewer, because the recipe makes hardly any of this kind",
                        "Ask for fewer prompts or rounds.");
            }
            String text =
                    writer.ask(seed.derive("draw", Long.toString(draws++)).generator()).prompt();
            if (wanted.test(text)) {
                prompts.add(DrawnPrompt.of(text));
            }
        }
        return prompts;
    }
}
