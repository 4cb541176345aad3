package org.maslin.server.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A held-out prompt with both answers and what the judges said.
 *
 * @param place its place in the evaluation, from 0
 * @param subset what it is about, where that is known
 * @param logRatio log-probability of the model's answer under the model minus that under the base,
 *     in nats
 * @param outcome between 0 (the base is better) and 1 (the model is); one half where both said the
 *     same; null before it was judged
 */
public record JudgedPrompt(
        int place,
        String key,
        @Nullable String subset,
        String prompt,
        String base,
        String model,
        double logRatio,
        @Nullable Double outcome,
        List<Verdict> verdicts) {

    private static final double EVEN = 0.5;

    /** How a prompt was judged. */
    public enum Outcome {
        WON,
        LOST,
        TIED,
        OPEN
    }

    /** One judgement. Who judged is not told. */
    public record Verdict(First first, Preferred preferred, boolean simulated) {}

    /** Which of the two answers the judge saw first. */
    public enum First {
        BASE,
        MODEL
    }

    /** Which the judge found better. */
    public enum Preferred {
        BASE,
        MODEL,
        NEITHER
    }

    public JudgedPrompt {
        verdicts = List.copyOf(verdicts);
    }

    /** The prompt before anybody has judged; where both said the same, nobody is asked. */
    static JudgedPrompt open(int place, Compared one, @Nullable String subset) {
        return new JudgedPrompt(
                place,
                one.key(),
                subset,
                storable(one.prompt()),
                storable(one.base()),
                storable(one.policy()),
                one.logRatio(),
                one.same() ? EVEN : null,
                List.of());
    }

    /** The same with what was judged so far. */
    JudgedPrompt judged(List<Verdict> said) {
        if (said.isEmpty()) {
            return this;
        }
        double sum = 0;
        for (Verdict verdict : said) {
            sum +=
                    switch (verdict.preferred()) {
                        case BASE -> 0;
                        case MODEL -> 1;
                        case NEITHER -> EVEN;
                    };
        }
        return new JudgedPrompt(
                place, key, subset, prompt, base, model, logRatio, sum / said.size(), said);
    }

    /** PostgreSQL keeps every character but this one. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
