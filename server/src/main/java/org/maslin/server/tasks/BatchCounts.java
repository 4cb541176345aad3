package org.maslin.server.tasks;

/**
 * How far a batch is.
 *
 * @param answersNeeded the overlap of all its tasks together, cancelled ones left out
 */
public record BatchCounts(
        long tasks, long completed, long cancelled, long answers, long answersNeeded) {}
