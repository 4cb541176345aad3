package org.maslin.server.loop;

/** Where a link stands; waiting is for the links before it. */
public enum LinkState {
    WAITING,
    RUNNING,
    DONE,
    FAILED
}
