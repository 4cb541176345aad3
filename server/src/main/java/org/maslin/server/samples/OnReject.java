package org.maslin.server.samples;

/** What becomes of the good lines of an import that has bad ones. */
public enum OnReject {
    KEEP,
    ROLLBACK
}
