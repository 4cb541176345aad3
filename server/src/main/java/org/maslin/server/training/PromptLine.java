package org.maslin.server.training;

/** A prompt to complete, as a line of a file. */
public record PromptLine(String key, String text) {}
