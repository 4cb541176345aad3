package org.maslin.server.tasks;

/**
 * How many tasks were made.
 *
 * @param present those whose key the project had already
 */
public record CreatedTasks(int created, int present) {}
