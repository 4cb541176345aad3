package org.maslin.server.exports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is exported.
 *
 * @param content the sample's, as JSON
 * @param metadata the sample's, as JSON
 * @param questions the consensus on the questions beside the leading one, a JSON object by question
 * @param annotations a JSON array
 */
record ExportRow(
        UUID taskId,
        String key,
        String state,
        UUID sampleId,
        String split,
        String origin,
        String content,
        String metadata,
        @Nullable Decision decision,
        String questions,
        String annotations) {

    /** The consensus. */
    record Decision(String label, double probability, int answers, String method) {}
}
