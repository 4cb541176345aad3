package org.maslin.quality;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

/**
 * Krippendorff's alpha for answers of any kind, by a distance between two of them: 1 less their
 * IoU, their edit distance, one less a rank correlation. 0 is equal; the unit of the distance does
 * not matter. (For a metric as such, {@link KrippendorffAlpha} squares differences; square yours if
 * you want the same.)
 *
 * <p>With D the sum of distances over ordered pairs of answers, alpha is 1 − (n − 1) Σ_u D_uu ÷
 * (m_u − 1) ÷ Σ_uv D_uv, over tasks u of m_u ≥ 2 answers, n = Σ m_u. All pairs of answers are
 * compared once: time and memory grow with the square of tasks.
 *
 * @param name how the distance is called, for the figure's method
 * @param distance of two answers; symmetric and not negative
 */
public record DistanceAlpha<A>(String name, ToDoubleBiFunction<A, A> distance) {

    /**
     * The measure with a bootstrap interval over tasks; its n is how many tasks have two answers.
     *
     * @param tasks the answers to each task
     * @throws BadInputException if no task has two answers, or all answers are equal
     */
    public Figure measure(List<List<A>> tasks, Seed seed) {
        List<List<A>> pairable = tasks.stream().filter(answers -> answers.size() > 1).toList();
        double[][] sums = sums(pairable);
        Bootstrap.Statistic statistic = copies -> alpha(pairable, sums, copies);
        double estimate = Bootstrap.estimate(pairable.size(), statistic);
        if (Double.isNaN(estimate)) {
            throw new BadInputException(
                    "answers",
                    pairable.isEmpty() ? "no task with two answers" : "equal answers only",
                    "at least two different answers, and a task with two",
                    "Agreement beyond chance is not defined here.");
        }
        String method = "krippendorff-alpha (%s)".formatted(name);
        Interval interval =
                Bootstrap.interval(
                        pairable.size(), statistic, Bootstrap.REPLICATES, seed.derive(method));
        return Figure.withInterval(
                estimate,
                Math.min(estimate, interval.low()),
                Math.max(estimate, interval.high()),
                pairable.size(),
                method + ", percentile bootstrap over tasks");
    }

    /** [task][task]: the distances of all answers of one to all of the other. */
    private double[][] sums(List<List<A>> tasks) {
        double[][] sums = new double[tasks.size()][tasks.size()];
        for (int u = 0; u < sums.length; u++) {
            for (int v = 0; v <= u; v++) {
                double sum = 0;
                for (A a : tasks.get(u)) {
                    for (A b : tasks.get(v)) {
                        sum += a == b ? 0 : distance.applyAsDouble(a, b);
                    }
                }
                if (!(sum >= 0)) {
                    throw new IllegalArgumentException(
                            "The distance %s is negative or no number (%s).".formatted(name, sum));
                }
                sums[u][v] = sum;
                sums[v][u] = sum;
            }
        }
        return sums;
    }

    private static <A> double alpha(List<List<A>> tasks, double[][] sums, int[] copies) {
        double observed = 0;
        double expected = 0;
        double n = 0;
        for (int u = 0; u < copies.length; u++) {
            int m = tasks.get(u).size();
            n += (double) copies[u] * m;
            observed += copies[u] * sums[u][u] / (m - 1);
            for (int v = 0; v < copies.length && copies[u] > 0; v++) {
                expected += (double) copies[u] * copies[v] * sums[u][v];
            }
        }
        return expected == 0 ? Double.NaN : 1 - (n - 1) * observed / expected;
    }
}
