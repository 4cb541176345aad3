package org.maslin.server.training;

/**
 * Completions to sample.
 *
 * @param prompts a file of {@link PromptLine} in the folder of chains
 * @param out the file of {@link CompletionLine} to write there
 */
public record SampleCompletions(
        String modelId, String prompts, String out, long seed, int samples, double temperature) {}
