package org.maslin.server.threads;

/** Whether a question still waits for something. */
public enum ThreadState {
    OPEN,
    RESOLVED
}
