package org.maslin.server.training;

/**
 * A model to train on the training part of a dataset version.
 *
 * @param parentId the model to start from; of a policy, its reference too
 */
public record TrainModel(String name, String versionId, String parentId, long seed) {}
