package org.maslin.quality;

/**
 * Dawid–Skene exactly as crowd-kit 1.4.2 computes it, for comparison and for those who move.
 *
 * <p>It differs from {@link DawidSkene} in that nothing is smoothed (counts are clipped at 1e-10,
 * labels a worker never used have no rate), in its stopping rule, and in the posteriors it returns,
 * which are clipped at 1e-10 as well. Its rule stops when a loss rises by less than the tolerance;
 * the loss counts the prior once per answer instead of once per task, so that it can fall, and a
 * fall stops it early. A tolerance of 0 here runs exactly all iterations.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance the least rise of the loss per answer that lets it go on
 */
public record CrowdKitDawidSkene(int iterations, double tolerance) implements Aggregation {

    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-5;
    private static final double FLOOR = 1e-10;

    public CrowdKitDawidSkene {
        if (iterations < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "The iterations (%d) must be at least 1 and the tolerance (%s) not negative."
                            .formatted(iterations, tolerance));
        }
    }

    /** The defaults of crowd-kit: 100 rounds, tolerance 1e-5. */
    public CrowdKitDawidSkene() {
        this(ITERATIONS, TOLERANCE);
    }

    @Override
    public String name() {
        return "dawid-skene (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        double[] posterior = Majority.shares(answers);
        var rates = new ErrorRates(answers);
        rates.learn(posterior, Smoothing.NONE);
        double loss = Double.NEGATIVE_INFINITY;
        int done = 0;
        boolean rising = true;
        while (done < iterations && rising) {
            rates.step(posterior, Smoothing.NONE);
            done++;
            if (tolerance > 0) {
                double next = loss(answers, posterior, rates);
                rising = next - loss >= tolerance;
                loss = next;
            }
        }
        double[] support = rates.support(posterior);
        for (int i = 0; i < posterior.length; i++) {
            posterior[i] = Math.max(posterior[i], FLOOR);
        }
        return new Consensus(
                answers, name(), done, posterior, rates.prior(), rates.rates(), support);
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
