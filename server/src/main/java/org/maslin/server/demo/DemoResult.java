package org.maslin.server.demo;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the last line says.
 *
 * @param answers rows taken
 * @param agreement a figure
 * @param winRate a figure; null where no model was made
 * @param gate {@code pass} or {@code fail}; null where no model was made
 */
public record DemoResult(
        long answers,
        long tasks,
        long annotators,
        Consensus consensus,
        @Nullable JsonNode agreement,
        @Nullable JsonNode winRate,
        String datasetVersion,
        @Nullable String model,
        @Nullable String gate,
        boolean auditVerified,
        double seconds) {

    /** How answers became labels, and how often the labels are true where the truth is known. */
    public record Consensus(String method, @Nullable Double accuracy) {}
}
