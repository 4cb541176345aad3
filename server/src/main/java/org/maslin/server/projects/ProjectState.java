package org.maslin.server.projects;

/** Whether there is work on a project. What somebody holds already may be finished in each. */
public enum ProjectState {
    /** Tasks are offered. */
    ACTIVE,
    /** No task is offered for now. */
    PAUSED,
    /** Put away: no task is offered, and nobody expects any. */
    ARCHIVED,
    /** Not listed, and purged when its time is over. */
    DELETED,
    /** Its samples, tasks and answers are gone. */
    PURGED
}
