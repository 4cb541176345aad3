package org.maslin.server.loop;

/** Where a chain stands; waiting is for people. */
public enum ChainState {
    RUNNING,
    WAITING,
    PAUSED,
    DONE,
    FAILED
}
