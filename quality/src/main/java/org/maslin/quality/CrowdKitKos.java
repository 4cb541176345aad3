package org.maslin.quality;

import org.maslin.core.BadInputException;

/**
 * {@link Kos} exactly as crowd-kit 1.4.2 computes it: two labels only, numpy's draws, no scaling
 * (so that the rounds end once a sum passes 1e300), and the label of the first row counts as
 * positive. Where crowd-kit fails on a tie, the positive label is taken.
 *
 * @param iterations the most rounds to run, at least 1
 * @param seed numpy's
 */
public record CrowdKitKos(int iterations, int seed) implements Aggregation {

    private static final int ITERATIONS = 100;

    public CrowdKitKos {
        Limits.check(iterations, 0);
    }

    /** The defaults of crowd-kit: 100 rounds, seed 0. */
    public CrowdKitKos() {
        this(ITERATIONS, 0);
    }

    @Override
    public String name() {
        return "kos (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        if (k != 2) {
            throw new BadInputException(
                    "answers for kos as crowd-kit has it",
                    "%d labels".formatted(k),
                    "exactly 2",
                    "Leave out the compatibility: kos itself takes any number of labels.");
        }
        int rows = 0;
        int first = 0;
        for (int i = 0; i < answers.size(); i++) {
            rows = Math.max(rows, answers.order(i) + 1);
            first = answers.order(i) < answers.order(first) ? i : first;
        }
        double[] drawn = new NumpyRandom(seed).normals(rows);
        double[] messages = new double[answers.size()];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = 1 + drawn[answers.order(i)];
        }
        int positive = answers.label(first);
        var passing = new KosMessages(answers, positive, messages);
        int done = 0;
        while (done < iterations && passing.round()) {
            done++;
        }
        double[] posterior = new double[answers.tasks().size() * k];
        passing.weigh(posterior);
        for (int base = 0; base < posterior.length; base += k) {
            posterior[base + 1 - positive] = 1 - posterior[base + positive];
        }
        return Consensus.of(answers, name(), done, posterior);
    }
}
