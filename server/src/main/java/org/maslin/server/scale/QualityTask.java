package org.maslin.server.scale;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task whose answer is known, to teach with or to measure by. */
record QualityTask(
        String id,
        Kind kind,
        TaskType type,
        String projectId,
        String project,
        @Nullable String instruction,
        ObjectNode params,
        JsonNode expectedResponse,
        @Nullable JsonNode initialResponse,
        Instant createdAt) {

    /** What it is for. */
    enum Kind {
        TRAINING,
        EVALUATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
