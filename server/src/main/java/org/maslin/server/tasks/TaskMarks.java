package org.maslin.server.tasks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What whoever makes a task may note on it.
 *
 * @param priority tasks with a higher one come first in their batch
 * @param uniqueId names one task of the whole organisation
 */
public record TaskMarks(
        int priority, Map<String, Object> metadata, List<String> tags, @Nullable String uniqueId) {

    static final TaskMarks NONE = new TaskMarks(0, Map.of(), List.of(), null);

    private static final int LARGEST_PRIORITY = 1_000_000;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST = 500;

    public TaskMarks {
        tags = tags.stream().distinct().toList();
        if (Math.abs((long) priority) > LARGEST_PRIORITY) {
            throw bad("priority", String.valueOf(priority), "-1000000 to 1000000");
        }
        if (tags.size() > MOST_TAGS) {
            throw bad("tags", tags.size() + " tags", "at most 100");
        }
        tags.forEach(tag -> checkText("tags", tag));
        if (uniqueId != null) {
            checkText("uniqueId", uniqueId);
        }
    }

    static TaskMarks of(
            @Nullable Integer priority,
            @Nullable Map<String, Object> metadata,
            @Nullable List<String> tags,
            @Nullable String uniqueId) {
        return new TaskMarks(
                priority == null ? 0 : priority,
                metadata == null ? Map.of() : metadata,
                tags == null ? List.of() : tags,
                uniqueId);
    }

    private static void checkText(String place, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw bad(place, "\"" + text.replace("\0", "\\u0000") + "\"", "1 to 500 characters");
        }
    }

    private static BadInputException bad(String place, String found, String expected) {
        return new BadInputException(place, found, expected, "Change it or leave it out.");
    }
}
