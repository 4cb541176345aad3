package org.maslin.train;

import java.util.List;
import java.util.stream.Stream;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Preference pairs as tokens: the i-th chosen, the i-th rejected, the i-th margin.
 *
 * @param weights what each pair counts
 * @param shares how sure each choice is
 */
record EncodedPairs(
        List<Encoded> chosen,
        List<Encoded> rejected,
        double[] margins,
        double[] weights,
        double[] shares) {

    static EncodedPairs of(List<Rows.Pair> pairs) {
        return new EncodedPairs(
                pairs.stream().map(Rows.Pair::chosen).toList(),
                pairs.stream().map(Rows.Pair::rejected).toList(),
                pairs.stream().mapToDouble(Rows.Pair::margin).toArray(),
                pairs.stream().mapToDouble(Rows.Pair::weight).toArray(),
                pairs.stream().mapToDouble(Rows.Pair::share).toArray());
    }

    /** All rows, the chosen ones first. */
    List<Encoded> all() {
        return Stream.concat(chosen.stream(), rejected.stream()).toList();
    }

    /** What the pairs of all batches count together. */
    double weight(List<int[]> batches) {
        double weight = 0;
        for (int[] batch : batches) {
            for (int index : batch) {
                weight += weights[index];
            }
        }
        return Math.max(weight, 1e-9);
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
