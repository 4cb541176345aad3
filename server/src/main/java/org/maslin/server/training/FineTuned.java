package org.maslin.server.training;

/** A model that was fine-tuned and is on record. */
public record FineTuned(String modelId, long steps, long tokens, double finalLoss) {}
