package org.maslin.server.tasks;

/** What a batch is for: to learn how to label, to label by oneself first, or to label. */
public enum BatchKind {
    PRODUCTION,
    CALIBRATION,
    SELF_LABEL
}
