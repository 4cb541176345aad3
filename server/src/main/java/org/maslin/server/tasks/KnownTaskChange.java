package org.maslin.server.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a task with a known answer to change; what is absent stays. */
public record KnownTaskChange(
        @Nullable Map<String, Object> expected,
        @Nullable String explanation,
        @Nullable Map<String, Double> tolerance,
        @Nullable Boolean retired) {

    KnownAnswer of(KnownTask task) {
        return new KnownAnswer(
                expected == null ? task.expected() : expected,
                explanation == null ? task.explanation() : explanation,
                tolerance == null ? task.tolerance() : tolerance);
    }
}
