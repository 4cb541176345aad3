package org.maslin.quality.pairwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;

/**
 * Who preferred what to what, in flat arrays. Items and workers are numbered in the order of their
 * first appearance.
 */
public final class Comparisons {

    private final List<String> items;
    private final List<String> workers;
    private final int[] left;
    private final int[] right;
    private final int[] worker;
    private final double[] outcome;
    private final double[] length;

    private Comparisons(Builder builder) {
        items = List.copyOf(builder.itemNames);
        workers = List.copyOf(builder.workerNames);
        left = Arrays.copyOf(builder.left, builder.size);
        right = Arrays.copyOf(builder.right, builder.size);
        worker = Arrays.copyOf(builder.worker, builder.size);
        outcome = Arrays.copyOf(builder.outcome, builder.size);
        length = Arrays.copyOf(builder.length, builder.size);
        squash(length);
    }

    /** Length differences as tanh(Δ ÷ s), s their root mean square. */
    private static void squash(double[] length) {
        double squares = 0;
        for (double difference : length) {
            squares += difference * difference;
        }
        double scale = Math.sqrt(squares / length.length);
        for (int i = 0; i < length.length; i++) {
            length[i] = scale == 0 ? 0 : Math.tanh(length[i] / scale);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<String> items() {
        return items;
    }

    public List<String> workers() {
        return workers;
    }

    public int size() {
        return left.length;
    }

    int left(int i) {
        return left[i];
    }

    int right(int i) {
        return right[i];
    }

    int worker(int i) {
        return worker[i];
    }

    /** 1 if the left one was preferred, 0 if the right one, 1/2 for a tie. */
    double outcome(int i) {
        return outcome[i];
    }

    /** Between −1 and 1: how much longer the left one is. */
    double length(int i) {
        return length[i];
    }

    /** Whether every item can be reached from every other by comparisons. */
    public boolean connected() {
        int[] root = new int[items.size()];
        for (int item = 0; item < root.length; item++) {
            root[item] = item;
        }
        int groups = root.length;
        for (int i = 0; i < left.length; i++) {
            int a = find(root, left[i]);
            int b = find(root, right[i]);
            if (a != b) {
                root[a] = b;
                groups--;
            }
        }
        return groups == 1;
    }

    private static int find(int[] root, int item) {
        int at = item;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Collects comparisons. */
    public static final class Builder {

        /** The preference that says that neither is better. */
        public static final String TIE = "tie";

        private final Map<String, Integer> itemNumbers = new HashMap<>();
        private final Map<String, Integer> workerNumbers = new HashMap<>();
        private final List<String> itemNames = new ArrayList<>();
        private final List<String> workerNames = new ArrayList<>();
        private int[] left = new int[256];
        private int[] right = new int[256];
        private int[] worker = new int[256];
        private double[] outcome = new double[256];
        private double[] length = new double[256];
        private int size;

        private Builder() {}

        /** Adds one comparison of items of equal or unknown length. */
        public Builder add(String left, String right, String worker, String preferred) {
            return add(left, right, worker, preferred, 0);
        }

        /**
         * Adds one comparison.
         *
         * @param preferred the name of the better one, or {@code tie}
         * @param longer how much longer the left one is than the right one, in any unit
         * @throws BadInputException if an item is compared with itself, or the preferred one is
         *     neither
         */
        public Builder add(
                String left, String right, String worker, String preferred, double longer) {
            if (left.equals(right)) {
                throw new BadInputException(
                        "comparison",
                        "\"%s\" with itself".formatted(left),
                        "two items",
                        "Leave out comparisons of an item with itself; they say nothing.");
            }
            if (!Double.isFinite(longer)) {
                throw new BadInputException(
                        "comparison",
                        "a length difference of %s".formatted(longer),
                        "a number",
                        "Give 0 where lengths are not known.");
            }
            grow();
            this.left[size] = number(itemNumbers, itemNames, left);
            this.right[size] = number(itemNumbers, itemNames, right);
            this.worker[size] = number(workerNumbers, workerNames, worker);
            this.outcome[size] = outcome(left, right, preferred);
            this.length[size] = longer;
            size++;
            return this;
        }

        private static double outcome(String left, String right, String preferred) {
            if (preferred.equals(left)) {
                return 1;
            }
            if (preferred.equals(right)) {
                return 0;
            }
            if (preferred.equals(TIE)) {
                return 0.5;
            }
            throw new BadInputException(
                    "comparison",
                    "the preference \"%s\"".formatted(preferred),
                    "\"%s\", \"%s\" or \"tie\"".formatted(left, right),
                    "Name the item that was preferred, as it stands in left or right.");
        }

        private void grow() {
            if (size == left.length) {
                left = Arrays.copyOf(left, 2 * size);
                right = Arrays.copyOf(right, 2 * size);
                worker = Arrays.copyOf(worker, 2 * size);
                outcome = Arrays.copyOf(outcome, 2 * size);
                length = Arrays.copyOf(length, 2 * size);
            }
        }

        private static int number(Map<String, Integer> numbers, List<String> names, String name) {
            Integer known = numbers.putIfAbsent(name, names.size());
            if (known != null) {
                return known;
            }
            names.add(name);
            return names.size() - 1;
        }

        /**
         * All comparisons added.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Comparisons build() {
            if (size == 0) {
                throw new IllegalArgumentException("There are no comparisons to rank by.");
            }
            return new Comparisons(this);
        }
    }
}
