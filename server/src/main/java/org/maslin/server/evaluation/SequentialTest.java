package org.maslin.server.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.maslin.quality.NonInferiority;

/**
 * How a candidate was found not to be inferior, or inferior, prompt by prompt.
 *
 * @param margin how far below one half its win-rate may be
 * @param alpha how often a candidate that is worse by the margin may pass
 * @param beta how often an even one may be found inferior
 * @param observed how many prompts were judged
 * @param decidedAfter after how many of them it was decided; all while it is not
 * @param stillNeeded about how many more it takes to pass
 * @param steps what was known after each prompt, or after some where there are many
 */
public record SequentialTest(
        double margin,
        double alpha,
        double beta,
        NonInferiority.Decision decision,
        long observed,
        long decidedAfter,
        long stillNeeded,
        List<Step> steps) {

    private static final int MOST_STEPS = 400;

    /**
     * What the bets have become, as powers of ten.
     *
     * @param forPass it passes at -log10 alpha
     * @param forBlock it is inferior at -log10 beta
     */
    public record Step(long prompts, double forPass, double forBlock) {}

    public SequentialTest {
        steps = List.copyOf(steps);
    }

    static SequentialTest of(List<Double> outcomes, double margin, double alpha, double beta) {
        var test = new NonInferiority(margin, alpha, beta);
        List<Step> steps = new ArrayList<>();
        int every = Math.ceilDiv(Math.max(1, outcomes.size()), MOST_STEPS);
        for (int i = 1; i <= outcomes.size(); i++) {
            boolean open = test.decision() == NonInferiority.Decision.UNDECIDED;
            test.observe(outcomes.get(i - 1));
            boolean decided = open && test.decision() != NonInferiority.Decision.UNDECIDED;
            if (i % every == 0 || i == outcomes.size() || decided) {
                steps.add(
                        new Step(
                                i,
                                Math.log10(test.wealthForPass()),
                                Math.log10(test.wealthForBlock())));
            }
        }
        return new SequentialTest(
                margin,
                alpha,
                beta,
                test.decision(),
                test.observed(),
                test.decidedAfter(),
                test.stillNeeded(),
                steps);
    }
}
