package org.maslin.server.evaluation;

/**
 * Two models to sample on the same prompts.
 *
 * @param prompts a file of prompts in the folder of chains
 * @param out the file of {@link Compared} to write there
 */
public record CompareModels(String modelId, String baseId, String prompts, String out, long seed) {}
