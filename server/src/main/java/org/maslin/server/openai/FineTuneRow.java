package org.maslin.server.openai;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning job that a client started.
 *
 * @param jobId the job that does it
 * @param model the model to start from as the client named it
 * @param modelId its id
 * @param suffix what the new model's name ends with
 * @param settings the hyperparameters as they were asked for
 */
record FineTuneRow(
        UUID id,
        UUID jobId,
        String model,
        String modelId,
        UUID fileId,
        Method method,
        @Nullable String suffix,
        Map<String, Object> settings,
        Instant createdAt) {

    /** How it is trained. */
    enum Method {
        SUPERVISED,
        DPO,
        REINFORCEMENT
    }
}
