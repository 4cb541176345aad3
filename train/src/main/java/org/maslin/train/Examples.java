package org.maslin.train;

import java.util.Arrays;
import java.util.List;
import org.maslin.train.tokenizer.Encoded;

/** Small sums over encoded examples that several trainers need. */
final class Examples {

    private Examples() {}

    static int[] lengths(List<Encoded> examples) {
        return examples.stream().mapToInt(Encoded::length).toArray();
    }

    static List<Encoded> pick(List<Encoded> examples, int[] batch) {
        return Arrays.stream(batch).mapToObj(examples::get).toList();
    }

    /** What the tokens of all batches count together; at least a trifle, to divide by. */
    static double weight(List<Encoded> examples, List<int[]> batches, double promptWeight) {
        double weight = 0;
        for (int[] batch : batches) {
            for (int index : batch) {
                weight += TokenBatch.weightOf(examples.get(index), promptWeight);
            }
        }
        return Math.max(weight, 1e-9);
    }

    static long tokens(List<Encoded> examples, List<int[]> batches) {
        long tokens = 0;
        for (int[] batch : batches) {
            for (int index : batch) {
                tokens += examples.get(index).length();
            }
        }
        return tokens;
    }
}
