package org.maslin.server.exports;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Split;
import org.maslin.server.tasks.TaskState;

/**
 * What to export. What is absent filters nothing.
 *
 * @param minProbability of the consensus, from 0 to 1
 * @param label of the consensus
 * @param conversational of preferences: lists of messages instead of texts
 */
public record NewExport(
        ExportFormat format,
        @Nullable TaskState state,
        @Nullable Split split,
        @Nullable Double minProbability,
        @Nullable String label,
        @Nullable Boolean conversational) {

    public NewExport {
        if (minProbability != null && !(minProbability >= 0 && minProbability <= 1)) {
            throw new BadInputException(
                    "minProbability",
                    minProbability.toString(),
                    "a number from 0 to 1",
                    "Leave it out to export all.");
        }
        if (conversational != null && format != ExportFormat.PREFERENCE) {
            throw new BadInputException(
                    "conversational",
                    "it with the format " + format.name().toLowerCase(java.util.Locale.ROOT),
                    "it with the format preference alone",
                    "Leave it out.");
        }
    }

    boolean isConversational() {
        return Boolean.TRUE.equals(conversational);
    }
}
