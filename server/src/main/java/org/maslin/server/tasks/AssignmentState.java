package org.maslin.server.tasks;

/** What became of a lease. One that ran out is released. */
public enum AssignmentState {
    LEASED,
    SUBMITTED,
    SKIPPED,
    RELEASED
}
