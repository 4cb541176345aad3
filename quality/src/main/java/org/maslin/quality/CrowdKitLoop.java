package org.maslin.quality;

/**
 * The rounds of crowd-kit 1.4.2 for models with error rates.
 *
 * <p>Its rule stops when a loss rises by less than the tolerance; the loss counts the prior once
 * per answer instead of once per task, so that it can fall, and a fall stops it early. Posteriors
 * are clipped at 1e-10 once the loss was taken. A tolerance of 0 here runs exactly all iterations.
 */
final class CrowdKitLoop {

    static final int ITERATIONS = 100;
    static final double TOLERANCE = 1e-5;

    private static final double FLOOR = RateRule.FLOOR;

    private CrowdKitLoop() {}

    static Consensus run(
            Answers answers, String name, RateRule rule, int iterations, double tolerance) {
        double[] posterior = Majority.shares(answers);
        var rates = new ErrorRates(answers);
        rates.learn(posterior, rule);
        double loss = Double.NEGATIVE_INFINITY;
        int done = 0;
        boolean rising = true;
        while (done < iterations && rising) {
            rates.step(posterior, rule);
            done++;
            if (tolerance > 0) {
                double next = loss(answers, posterior, rates);
                rising = next - loss >= tolerance;
                loss = next;
            }
        }
        for (int i = 0; i < posterior.length; i++) {
            posterior[i] = Math.max(posterior[i], FLOOR);
        }
        return new Consensus(
                answers,
                name,
                done,
                posterior,
                rates.prior(),
                rates::rates,
                () -> OthersBelief.of(answers, posterior));
    }

    /** What crowd-kit calls the evidence lower bound, per answer. */
    private static double loss(Answers answers, double[] posterior, ErrorRates rates) {
        int k = answers.labels().size();
        double[] logRates = logs(rates.rates());
        double[] logPrior = logs(rates.prior());
        double sum = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            int base = task * k;
            int to = answers.first(task + 1);
            for (int i = answers.first(task); i < to; i++) {
                int row = (answers.worker(i) * k + answers.label(i)) * k;
                for (int truth = 0; truth < k; truth++) {
                    sum += posterior[base + truth] * (logRates[row + truth] + logPrior[truth]);
                }
            }
        }
        for (double p : posterior) {
            double clipped = Math.max(p, FLOOR);
            sum -= clipped * Math.log(clipped);
        }
        return sum / answers.size();
    }

    private static double[] logs(double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }
}
