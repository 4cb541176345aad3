package org.maslin.server.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Two models to sample on the same prompts.
 *
 * @param rewardId the reward model that was trained beside the model, whose accuracy is measured
 * @param versionId the dataset version whose held-out pairs it is measured on
 * @param prompts a file of prompts in the folder of chains
 * @param out the file of {@link Compared} to write there
 */
public record CompareModels(
        String modelId,
        String baseId,
        @Nullable String rewardId,
        @Nullable String versionId,
        String prompts,
        String out,
        long seed) {}
