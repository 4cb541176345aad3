package org.maslin.server.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a batch to change; what is absent stays. */
public record BatchChange(
        @Nullable Integer priority,
        @Nullable Map<String, Object> metadata,
        @Nullable WorkRule rule,
        @Nullable AdaptiveOverlap adaptiveOverlap) {}
