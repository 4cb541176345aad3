package org.maslin.server.tasks;

/** How far a batch is; only the tasks of those in progress are given to annotators. */
public enum BatchState {
    STAGING,
    IN_PROGRESS,
    PAUSED,
    COMPLETED,
    CANCELLED
}
