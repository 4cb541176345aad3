package org.maslin.server.training;

import org.jspecify.annotations.Nullable;

/**
 * A model to train on the training part of a dataset version.
 *
 * @param parentId the model to start from; of a policy, its reference too
 * @param rewardId the reward model that teaches a policy, where one does
 */
public record TrainModel(
        String name, String versionId, String parentId, @Nullable String rewardId, long seed) {}
