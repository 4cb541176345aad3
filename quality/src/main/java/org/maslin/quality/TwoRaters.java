package org.maslin.quality;

import org.maslin.core.BadInputException;

/** The tasks that both of exactly two annotators answered, and what each said. */
final class TwoRaters {

    private final int classes;
    private final int tasks;
    private final int[] first;
    private final int[] second;

    TwoRaters(Answers answers, String measure) {
        int workers = answers.workers().size();
        if (workers != 2) {
            throw new BadInputException(
                    "answers for %s".formatted(measure),
                    "%d workers".formatted(workers),
                    "exactly 2",
                    "For more annotators take fleiss or krippendorff.");
        }
        classes = answers.labels().size();
        tasks = answers.tasks().size();
        first = new int[tasks];
        second = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            int i = answers.first(task);
            boolean both = answers.overlap(task) == 2;
            boolean swapped = both && answers.worker(i) == 1;
            first[task] = both ? answers.label(swapped ? i + 1 : i) : -1;
            second[task] = both ? answers.label(swapped ? i : i + 1) : -1;
        }
    }

    /** Shares of (first says, second says) among the drawn tasks, [first][second]. */
    double[][] table(int[] copies) {
        double[][] table = new double[classes][classes];
        double n = 0;
        for (int task = 0; task < tasks; task++) {
            if (first[task] >= 0) {
                table[first[task]][second[task]] += copies[task];
                n += copies[task];
            }
        }
        for (double[] row : table) {
            for (int label = 0; label < classes; label++) {
                row[label] /= n;
            }
        }
        return table;
    }

    static double[] rowSums(double[][] table) {
        double[] sums = new double[table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                sums[i] += table[i][j];
            }
        }
        return sums;
    }

    static double[] columnSums(double[][] table) {
        double[] sums = new double[table.length];
        for (double[] row : table) {
            for (int j = 0; j < table.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }

    static double diagonal(double[][] table) {
        double sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += table[i][i];
        }
        return sum;
    }
}
