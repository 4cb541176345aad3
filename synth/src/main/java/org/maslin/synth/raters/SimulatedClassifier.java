package org.maslin.synth.raters;

import java.util.List;
import java.util.stream.IntStream;
import org.maslin.core.Seed;

/**
 * A rater of classes who mixes them up as a confusion matrix says (Dawid and Skene, 1979).
 *
 * @param confusion row: the true class, column: the class answered; each row adds up to 1
 */
public record SimulatedClassifier(String name, List<List<Double>> confusion) {

    private static final double TOLERANCE = 1e-9;

    public SimulatedClassifier {
        confusion = confusion.stream().map(List::copyOf).toList();
        for (List<Double> row : confusion) {
            double sum = row.stream().mapToDouble(Double::doubleValue).sum();
            if (row.size() != confusion.size() || Math.abs(sum - 1) > TOLERANCE) {
                throw new IllegalArgumentException(
                        "The row %s of rater (%s) must hold %d shares that add up to 1."
                                .formatted(row, name, confusion.size()));
            }
        }
    }

    /** A rater who is right with one probability, whatever the class, and errs evenly. */
    public static SimulatedClassifier evenly(String name, int classes, double accuracy) {
        double error = (1 - accuracy) / (classes - 1);
        List<List<Double>> rows =
                IntStream.range(0, classes)
                        .mapToObj(truth -> row(truth, classes, accuracy, error))
                        .toList();
        return new SimulatedClassifier(name, rows);
    }

    private static List<Double> row(int truth, int classes, double accuracy, double error) {
        return IntStream.range(0, classes)
                .mapToObj(answer -> answer == truth ? accuracy : error)
                .toList();
    }

    /** The class answered, from 0. */
    public int answer(Seed seed, String taskKey, int truth) {
        double luck = seed.derive("rater", name, taskKey).generator().nextDouble();
        List<Double> row = confusion.get(truth);
        for (int answer = 0; answer < row.size() - 1; answer++) {
            luck -= row.get(answer);
            if (luck < 0) {
                return answer;
            }
        }
        return row.size() - 1;
    }
}
