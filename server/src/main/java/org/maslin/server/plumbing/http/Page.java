package org.maslin.server.plumbing.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A keyset page: its items and the cursor of the next one, null at the end. */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from one row more than was asked for.
     *
     * @param rows at most {@code limit + 1} rows in order
     * @param cursor what {@code after} must be to go on behind a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
