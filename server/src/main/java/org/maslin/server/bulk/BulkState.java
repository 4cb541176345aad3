package org.maslin.server.bulk;

/** How a change of many stands. A stopped one goes on when its job is resumed. */
public enum BulkState {
    PENDING,
    DONE,
    STOPPED
}
