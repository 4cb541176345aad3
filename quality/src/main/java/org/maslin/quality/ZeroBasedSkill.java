package org.maslin.quality;

import java.util.Arrays;

/**
 * Zero-based skill: a weighted vote whose weights move towards each worker's agreement with its
 * outcome, at a rate that halves every twenty rounds (the Toloka platform's method, as crowd-kit
 * has it). All workers start just above chance; there is no stopping rule.
 *
 * @param iterations how many rounds to run, at least 1
 */
public record ZeroBasedSkill(int iterations) implements Aggregation {

    private static final int ITERATIONS = 100;
    private static final int ROUNDS_PER_RATE = 20;
    private static final double ABOVE_CHANCE = 1e-5;

    public ZeroBasedSkill {
        Limits.check(iterations, 0);
    }

    /** A hundred rounds. */
    public ZeroBasedSkill() {
        this(ITERATIONS);
    }

    @Override
    public String name() {
        return "zero-based-skill";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        double[] skills = new double[answers.workers().size()];
        Arrays.fill(skills, 1.0 / k + ABOVE_CHANCE);
        double rate = 1;
        for (int round = 1; round <= iterations; round++) {
            rate *= round % ROUNDS_PER_RATE == 0 ? 0.5 : 1;
            int[] winners = Votes.winners(Votes.shares(answers, skills), k);
            double[] agreement = Votes.agreement(answers, winners);
            for (int worker = 0; worker < skills.length; worker++) {
                skills[worker] += rate * (agreement[worker] - skills[worker]);
            }
        }
        return Consensus.of(answers, name(), iterations, Votes.shares(answers, skills));
    }
}
