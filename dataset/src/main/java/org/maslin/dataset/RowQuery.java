package org.maslin.dataset;

import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;

/**
 * Which rows of a version, in key order.
 *
 * @param split of this part; null for all
 * @param after with a key after this one; null from the beginning
 * @param limit at most so many
 */
public record RowQuery(@Nullable Split split, @Nullable String after, long limit) {

    /** All rows. */
    public static final RowQuery ALL = new RowQuery(null, null, Long.MAX_VALUE);

    public RowQuery {
        if (limit < 0) {
            throw new IllegalArgumentException(
                    "The limit (%d) must be at least 0.".formatted(limit));
        }
    }

    /** Only those of this part. */
    public RowQuery in(Split split) {
        return new RowQuery(split, after, limit);
    }

    /** Only those after this key. */
    public RowQuery after(String key) {
        return new RowQuery(split, key, limit);
    }

    /** Only so many. */
    public RowQuery first(long limit) {
        return new RowQuery(split, after, limit);
    }
}
