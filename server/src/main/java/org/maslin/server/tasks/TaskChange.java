package org.maslin.server.tasks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a task to change; what is absent stays.
 *
 * @param uniqueId an empty text takes it away
 */
public record TaskChange(
        @Nullable Integer priority,
        @Nullable Map<String, Object> metadata,
        @Nullable List<String> tags,
        @Nullable String uniqueId) {

    TaskMarks of(Task task) {
        return new TaskMarks(
                priority == null ? task.priority() : priority,
                metadata == null ? task.metadata() : metadata,
                tags == null ? task.tags() : tags,
                uniqueId == null ? task.uniqueId() : uniqueId.isEmpty() ? null : uniqueId);
    }
}
