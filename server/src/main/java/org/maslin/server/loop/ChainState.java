package org.maslin.server.loop;

/** Where a chain stands; it waits while people answer. */
public enum ChainState {
    RUNNING,
    WAITING,
    PAUSED,
    DONE,
    FAILED
}
