package org.maslin.server.synthesis;

/**
 * What made some prompts.
 *
 * @param recipeSha256 of the recipe's file
 * @param rows how many were drawn
 * @param rowsSha256 over their texts, one a line
 */
public record PromptPassport(
        String recipe, String recipeSha256, long seed, long rows, String rowsSha256) {}
