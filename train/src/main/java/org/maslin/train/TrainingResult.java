package org.maslin.train;

/**
 * What a finished run left behind.
 *
 * @param modelSha256 of {@code model.safetensors}
 * @param steps optimiser steps
 * @param finalLoss the loss of the last step
 * @param tokens how many tokens were seen, padding not counted
 * @param inputs SHA-256 over the algorithm, its parameters, the data and the start model
 */
public record TrainingResult(
        String modelSha256, long steps, double finalLoss, long tokens, String inputs) {}
