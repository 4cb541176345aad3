package org.maslin.server.scale;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as it was sent, and what became of it.
 *
 * @param params what belongs to its type, with the project's laid under
 * @param nativeTaskId the task that our people answer; none in a test, nor while its batch waits
 */
record ScaleTask(
        String id,
        Mode mode,
        String projectId,
        String project,
        @Nullable String batchId,
        @Nullable String batch,
        TaskType type,
        Status status,
        @Nullable String instruction,
        ObjectNode params,
        ObjectNode metadata,
        @Nullable List<String> tags,
        @Nullable String uniqueId,
        Callback callback,
        @Nullable Integer priority,
        @Nullable Integer paramVersion,
        ReviewStatus review,
        ArrayNode audits,
        @Nullable JsonNode response,
        @Nullable UUID nativeTaskId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt) {

    /** Where a task is. */
    enum Status {
        PENDING,
        COMPLETED,
        CANCELED,
        ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status named(String place, String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new BadInputException(
                    place,
                    "\"" + word + "\"",
                    "one of pending, completed, canceled, error",
                    "Change or leave out the parameter.");
        }
    }

    /** What the customer thinks of its response. */
    enum ReviewStatus {
        PENDING,
        ACCEPTED,
        FIXED,
        COMMENTED,
        REJECTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static ReviewStatus named(String place, String word) {
            for (ReviewStatus status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new BadInputException(
                    place,
                    "\"" + word + "\"",
                    "one of pending, accepted, fixed, commented, rejected",
                    "Change or leave out the parameter.");
        }
    }

    /** Who is told of its end, and whether that was heard; unknown until it was tried. */
    record Callback(
            @Nullable String url, @Nullable Boolean succeeded, @Nullable Instant succeededAt) {}

    ScaleTask {
        tags = tags == null ? null : List.copyOf(tags);
    }
}
