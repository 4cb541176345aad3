package org.maslin.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dawid–Skene: every worker has a confusion matrix, every task a hidden truth; expectation
 * maximisation finds both (Dawid and Skene, Applied Statistics 28, 1979).
 *
 * <p>Start from vote shares; then in turns estimate confusion matrices from posteriors and
 * posteriors from confusion matrices. The 1979 method trusts a worker of three answers as much as
 * one of three hundred, and can settle on a swapped labelling. We therefore take the mode under a
 * weak Dirichlet prior that leans to the diagonal: one right answer and a tenth of a wrong one per
 * worker and true label. It stops once the posteriors move less than the tolerance, per task and
 * round.
 *
 * @param iterations the most rounds to run, at least 1
 * @param tolerance when to stop; 0 runs exactly {@code iterations} rounds
 */
public record DawidSkene(int iterations, double tolerance) implements Aggregation {

    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-6;

    public DawidSkene {
        Limits.check(iterations, tolerance);
    }

    /** At most 100 rounds, until posteriors move less than a millionth. */
    public DawidSkene() {
        this(ITERATIONS, TOLERANCE);
    }

    @Override
    public String name() {
        return "dawid-skene";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        return run(answers, Majority.shares(answers));
    }

    /**
     * The consensus after more answers have come, from an earlier one. The fixed point is that of
     * {@link #aggregate}; starting near it takes a few rounds where a start from votes takes many.
     *
     * @param previous a consensus on earlier answers, by whatever method
     * @param answers all answers, the earlier ones included
     */
    public Consensus continueFrom(Consensus previous, Answers answers) {
        double[] posterior = Majority.shares(answers);
        carryOver(previous, answers, posterior);
        return run(answers, posterior);
    }

    private Consensus run(Answers answers, double[] posterior) {
        var rates = new ErrorRates(answers);
        rates.learn(posterior, Smoothing.DIAGONAL);
        double enough = tolerance * answers.tasks().size();
        int done = 0;
        double moved = Double.POSITIVE_INFINITY;
        while (done < iterations && (tolerance == 0 || moved >= enough)) {
            moved = rates.step(posterior, Smoothing.DIAGONAL);
            done++;
        }
        return new Consensus(
                answers,
                name(),
                done,
                posterior,
                rates.prior(),
                rates::rates,
                () -> OthersBelief.of(answers, posterior));
    }

    private static void carryOver(Consensus previous, Answers answers, double[] posterior) {
        Map<String, Integer> knownTasks = numbers(previous.answers().tasks());
        Map<String, Integer> knownLabels = numbers(previous.answers().labels());
        List<String> labels = answers.labels();
        for (int task = 0; task < answers.tasks().size(); task++) {
            Integer known = knownTasks.get(answers.tasks().get(task));
            if (known == null) {
                continue;
            }
            for (int label = 0; label < labels.size(); label++) {
                Integer knownLabel = knownLabels.get(labels.get(label));
                posterior[task * labels.size() + label] =
                        knownLabel == null ? 0 : previous.probability(known, knownLabel);
            }
        }
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return numbers;
    }
}
