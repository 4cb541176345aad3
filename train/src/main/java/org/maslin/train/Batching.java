package org.maslin.train;

/**
 * How examples are put into batches.
 *
 * @param rows examples of a batch; for preferences, pairs
 * @param tokens the most padded tokens of a batch, or 0 to go by rows
 * @param accumulation batches of one optimiser step
 * @param order whether the order of the file is kept
 * @param bucketing whether examples of like length go together
 * @param maxLength tokens of an example; what is beyond is cut off
 */
public record Batching(
        int rows, int tokens, int accumulation, Order order, Bucketing bucketing, int maxLength) {

    /** The order in which examples come. */
    public enum Order {
        SHUFFLED,
        OF_FILE
    }

    /** Whether neighbours in that order are sorted by length, which saves padding. */
    public enum Bucketing {
        BY_LENGTH,
        NONE
    }

    /** The same for batches of so many rows. */
    Batching withRows(int other) {
        return new Batching(other, tokens, accumulation, order, bucketing, maxLength);
    }

    /** The same for steps of so many batches. */
    Batching withAccumulation(int other) {
        return new Batching(rows, tokens, other, order, bucketing, maxLength);
    }

    public Batching {
        if (rows < 1 || accumulation < 1 || tokens < 0 || maxLength < 2) {
            throw new IllegalArgumentException(
                    ("The batch size (%d) and accumulation (%d) must be at least 1,"
                                    + " the maximal length (%d) at least 2.")
                            .formatted(rows, accumulation, maxLength));
        }
    }
}
