package org.maslin.server.scale;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
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

    /** The same as a task that asks for its answer. */
    ScaleTask asked() {
        return new ScaleTask(
                id,
                Mode.LIVE,
                projectId,
                project,
                null,
                null,
                type,
                ScaleTask.Status.PENDING,
                instruction,
                params,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                new ScaleTask.Callback(null, null, null),
                null,
                null,
                ScaleTask.ReviewStatus.PENDING,
                JsonNodeFactory.instance.arrayNode(),
                null,
                null,
                createdAt,
                createdAt,
                null);
    }

    /** What it is for. */
    enum Kind {
        TRAINING,
        EVALUATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
