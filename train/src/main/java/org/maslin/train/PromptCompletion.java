package org.maslin.train;

/** A prompt and one completion of it. */
public record PromptCompletion(String prompt, String completion) {}
