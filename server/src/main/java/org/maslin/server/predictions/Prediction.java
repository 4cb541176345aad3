package org.maslin.server.predictions;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered about a sample.
 *
 * @param score how sure it was, from 0 to 1
 * @param answers by question name, in the sample's own order
 * @param ontologyVersion the one that the answers were checked against
 */
public record Prediction(
        UUID id,
        UUID projectId,
        UUID sampleId,
        String sampleKey,
        String model,
        @Nullable String modelVersion,
        @Nullable Double score,
        Map<String, Object> answers,
        int ontologyVersion,
        Instant createdAt) {}
