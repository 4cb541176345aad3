package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;

/** Preference pairs as tokens: the i-th chosen, the i-th rejected, the i-th margin. */
record EncodedPairs(List<Encoded> chosen, List<Encoded> rejected, double[] margins) {

    static EncodedPairs of(List<PreferencePair> pairs, PromptLayout layout, int maxLength) {
        List<Encoded> chosen = new ArrayList<>();
        List<Encoded> rejected = new ArrayList<>();
        for (PreferencePair pair : pairs) {
            chosen.add(
                    layout.promptAndCompletion(pair.prompt(), pair.chosen()).truncated(maxLength));
            rejected.add(
                    layout.promptAndCompletion(pair.prompt(), pair.rejected())
                            .truncated(maxLength));
        }
        return new EncodedPairs(
                chosen, rejected, pairs.stream().mapToDouble(PreferencePair::margin).toArray());
    }

    /** The length of the longer completion of each pair, by which batches are padded. */
    int[] lengths() {
        var lengths = new int[chosen.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.max(chosen.get(i).length(), rejected.get(i).length());
        }
        return lengths;
    }

    /** Rows of a batch: its chosen ones, then its rejected ones. */
    List<Encoded> rows(int[] batch) {
        return Stream.concat(
                        Examples.pick(chosen, batch).stream(),
                        Examples.pick(rejected, batch).stream())
                .toList();
    }

    long tokens(List<int[]> batches) {
        return Examples.tokens(chosen, batches) + Examples.tokens(rejected, batches);
    }

    /** The values of a batch's pairs as a tensor [n]. */
    static Tensor values(double[] perPair, int[] batch) {
        var values = new float[batch.length];
        for (int i = 0; i < batch.length; i++) {
            values[i] = (float) perPair[batch[i]];
        }
        return Tensor.of(values, batch.length);
    }

    static Tensor completionLengths(List<Encoded> rows) {
        var lengths = new float[rows.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = rows.get(i).completionLength();
        }
        return Tensor.of(lengths, lengths.length);
    }

    static int count(List<int[]> batches) {
        return batches.stream().mapToInt(batch -> batch.length).sum();
    }
}
