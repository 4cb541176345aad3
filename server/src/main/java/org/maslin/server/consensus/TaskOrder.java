package org.maslin.server.consensus;

/** How tasks are listed: by key, or the least certain first. */
public enum TaskOrder {
    KEY,
    PROBABILITY
}
