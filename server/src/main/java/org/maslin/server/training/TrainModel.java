package org.maslin.server.training;

import org.jspecify.annotations.Nullable;

/**
 * A model to train on the training part of a dataset version.
 *
 * @param parentId the model to start from; of a policy, its reference too
 * @param rewardId the reward model that teaches a policy, where one does
 * @param workers how many processes train together
 */
public record TrainModel(
        String name,
        String versionId,
        String parentId,
        @Nullable String rewardId,
        long seed,
        @Nullable Integer workers) {

    /** How many processes train together; one, where a job of an older version does not say. */
    int together() {
        return workers == null ? 1 : workers;
    }
}
