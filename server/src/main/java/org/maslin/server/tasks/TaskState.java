package org.maslin.server.tasks;

/** Whether a task still wants answers. */
public enum TaskState {
    OPEN,
    COMPLETED,
    CANCELLED
}
