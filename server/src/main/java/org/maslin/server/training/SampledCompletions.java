package org.maslin.server.training;

/** How many completions were sampled, and how many of them the model ended itself. */
public record SampledCompletions(long prompts, long completions, long finished) {}
