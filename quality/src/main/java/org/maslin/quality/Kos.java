package org.maslin.quality;

import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * Karger, Oh and Shah's message passing: answers of a task tell each of its workers how reliable
 * they look to the others, answers of a worker tell each task what the others think (Budget-Optimal
 * Task Allocation, Operations Research 62, 2014). Made for two labels; of more, each is asked
 * against all others and the strongest wins.
 *
 * <p>Messages start as N(1, 1) draws and are scaled in every round, so that they neither overflow
 * nor end the rounds early. The method has no probabilities; what is told as one is the share of
 * message weight that speaks for the label. A tie goes to the first label.
 *
 * @param iterations how many rounds to run, at least 1
 * @param seed of the first messages
 */
public record Kos(int iterations, Seed seed) implements Aggregation {

    private static final int ITERATIONS = 100;

    public Kos {
        Limits.check(iterations, 0);
    }

    /** A hundred rounds. */
    public Kos(Seed seed) {
        this(ITERATIONS, seed);
    }

    @Override
    public String name() {
        return "kos";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int k = answers.labels().size();
        double[] posterior = new double[answers.tasks().size() * k];
        for (int label = 0; label < (k == 2 ? 1 : k); label++) {
            RandomGenerator random = seed.derive(name(), Integer.toString(label)).generator();
            double[] messages = new double[answers.size()];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = random.nextGaussian(1, 1);
            }
            var passing = new KosMessages(answers, label, messages);
            for (int round = 0; round < iterations; round++) {
                passing.round();
                passing.scale();
            }
            passing.weigh(posterior);
        }
        complete(posterior, k);
        return Consensus.of(answers, name(), iterations, posterior);
    }

    static void complete(double[] posterior, int k) {
        for (int base = 0; base < posterior.length; base += k) {
            if (k == 2) {
                posterior[base + 1] = 1 - posterior[base];
                continue;
            }
            double sum = 0;
            for (int at = base; at < base + k; at++) {
                sum += posterior[at];
            }
            for (int at = base; at < base + k; at++) {
                posterior[at] = sum > 0 ? posterior[at] / sum : 1.0 / k;
            }
        }
    }
}
