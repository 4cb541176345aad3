package org.maslin.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;

/**
 * A row of a version.
 *
 * @param key its name within the version; no other row has it
 * @param split its part
 * @param cells one for each column, in their order; see {@link Column.Type}
 */
public record Row(String key, Split split, List<@Nullable Object> cells) {

    public Row {
        cells = Collections.unmodifiableList(Arrays.asList(cells.toArray()));
    }

    /** A row with these cells. */
    public static Row of(String key, Split split, @Nullable Object... cells) {
        return new Row(key, split, Arrays.asList(cells));
    }
}
