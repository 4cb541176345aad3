package org.maslin.server.training;

/** A completion, as a line of a file. */
public record CompletionLine(String key, int sample, String text, boolean finished) {}
