package org.maslin.server.evaluation;

/**
 * Answers of two models to sample and to measure.
 *
 * @param prompts a file of prompts in the folder of chains, one {@code {"key","text"}} a line
 * @param out the file of {@link AnswerPair} to write there
 */
public record SampleEvaluation(
        String modelId, String baseId, String prompts, String out, long seed) {}
