package org.maslin.server.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.samples.SampleChange;
import org.maslin.server.samples.SampleQuery;
import org.maslin.server.tasks.TaskChange;
import org.maslin.server.tasks.TaskQuery;

/**
 * What to change.
 *
 * @param filter as in the query of the list, without an order or a page; must not be empty unless
 *     it is meant to name everything
 * @param task what of tasks to change
 * @param sample what of samples to change
 * @param everything whether an empty filter is meant
 * @param dryRun count what is named, and change nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewBulkChange(
        Kind of,
        Deed deed,
        @Nullable Map<String, String> filter,
        @Nullable TaskChange task,
        @Nullable SampleChange sample,
        @Nullable Boolean everything,
        @Nullable Boolean dryRun) {

    private static final List<String> OF_PAGES = List.of("sort", "after", "limit");

    /** What is changed. */
    public enum Kind {
        TASKS,
        SAMPLES
    }

    /** What is done to each of them. */
    public enum Deed {
        UPDATE,
        /** Of tasks alone. */
        CANCEL,
        DELETE
    }

    public NewBulkChange {
        filter = filter == null ? Map.of() : Map.copyOf(filter);
        for (String name : OF_PAGES) {
            if (filter.containsKey(name)) {
                throw bad("filter." + name, "an order or a page", "filters alone");
            }
        }
        if (filter.isEmpty() && !Boolean.TRUE.equals(everything)) {
            throw new BadInputException(
                    "filter",
                    "no filter",
                    "a filter, or everything: true",
                    "Say which ones; a dry run tells how many they are.");
        }
        if (of == Kind.SAMPLES && deed == Deed.CANCEL) {
            throw bad("deed", "cancel", "update or delete, of samples");
        }
        boolean hasChange = of == Kind.TASKS ? task != null : sample != null;
        if ((deed == Deed.UPDATE) != hasChange || task != null && sample != null) {
            String field = of == Kind.TASKS ? "task" : "sample";
            throw bad(
                    field,
                    hasChange ? "a change" : "nothing",
                    deed == Deed.UPDATE ? "what to change" : "none, where nothing is updated");
        }
        if (task != null && task.uniqueId() != null) {
            throw bad("task.uniqueId", "an id for many", "none; it names one task");
        }
        if (of == Kind.TASKS) {
            TaskQuery.of(filter);
        } else {
            SampleQuery.of(filter);
        }
    }

    TaskQuery tasks() {
        return TaskQuery.of(new HashMap<>(filters()));
    }

    SampleQuery samples() {
        return SampleQuery.of(new HashMap<>(filters()));
    }

    private Map<String, String> filters() {
        return filter == null ? Map.of() : filter;
    }

    boolean isTrial() {
        return Boolean.TRUE.equals(dryRun);
    }

    private static BadInputException bad(String place, String found, String expected) {
        return new BadInputException(
                place, found, expected, "Compare with the description of the interface.");
    }
}
