package org.maslin.server.records;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Edges that a feature's own tables hold already, such as a task's to its sample. They are read
 * from there and not stored a second time. Runs in a transaction of the one organisation.
 */
public interface EdgeSource {

    /** How a UUID is written. */
    Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * The edges that leave these ids in the direction of the walk; ids of other kinds have none.
     */
    List<Edge> edges(List<String> ids, Lineage.Direction direction);

    /** What this id names, or null if the feature does not know it. */
    @Nullable String kindOf(String id);

    /** Those of these ids that are UUIDs, as an array's texts; others name nothing in a table. */
    static String[] uuids(List<String> ids) {
        return ids.stream().filter(UUID_TEXT.asMatchPredicate()).toArray(String[]::new);
    }
}
