package org.maslin.server.evaluation;

import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.quality.NonInferiority;

/**
 * The candidate is not inferior to what it is compared with: decided prompt by prompt, by {@link
 * NonInferiority}. Undecided does not hold; the check says about how many prompts are missing.
 *
 * @param margin how far below one half its win-rate may be
 * @param alpha how often a candidate that is worse by the margin may pass
 * @param beta how often an even one may be found inferior
 */
public record NonInferiorityRule(double margin, double alpha, double beta) implements GateRule {

    private static final String WIN_RATE = "win-rate";

    @Override
    public Gate.Check check(Measured measured) {
        Figure rate = measured.figures().get(WIN_RATE);
        if (rate == null || measured.outcomes().isEmpty()) {
            throw new BadInputException(
                    "rule not-inferior-by",
                    "no judgements",
                    "an evaluation with the outcome of each prompt",
                    "Name an evaluation by its id, or a file of judgements (.jsonl).");
        }
        var test = new NonInferiority(margin, alpha, beta);
        measured.outcomes().forEach(test::observe);
        return new Gate.Check(
                "not-inferior",
                test.decision() == NonInferiority.Decision.NOT_INFERIOR,
                rate,
                "win-rate not below 0.5 by %s (alpha %s, beta %s): %s"
                        .formatted(margin, alpha, beta, found(test)));
    }

    private static String found(NonInferiority test) {
        return switch (test.decision()) {
            case NOT_INFERIOR -> "so after " + prompts(test);
            case INFERIOR -> "inferior after " + prompts(test);
            case UNDECIDED ->
                    "undecided after %d prompts, about %d more are needed"
                            .formatted(test.observed(), test.stillNeeded());
        };
    }

    private static String prompts(NonInferiority test) {
        return "%d of %d prompts".formatted(test.decidedAfter(), test.observed());
    }
}
