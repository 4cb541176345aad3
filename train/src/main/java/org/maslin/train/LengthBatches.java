package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.maslin.train.tokenizer.Encoded;

/** Batches for work without gradients: sorted by length, cut by padded tokens. */
final class LengthBatches {

    static final int TOKENS = 4096;

    private LengthBatches() {}

    /** Indices of the examples, each once. */
    static List<int[]> of(List<Encoded> examples) {
        return of(Examples.lengths(examples));
    }

    /** The same for rows of these lengths. */
    static List<int[]> of(int[] lengths) {
        int[] order =
                IntStream.range(0, lengths.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> lengths[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<int[]> batches = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < order.length; i++) {
            boolean last = i + 1 == order.length;
            if (last || (i + 2 - start) * lengths[order[i + 1]] > TOKENS) {
                batches.add(Arrays.copyOfRange(order, start, i + 1));
                start = i + 1;
            }
        }
        return batches;
    }
}
