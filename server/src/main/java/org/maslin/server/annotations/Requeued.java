package org.maslin.server.annotations;

/** How many answers were taken back because they no longer fit, and of how many tasks. */
public record Requeued(long annotations, long tasks) {}
