package org.maslin.server.identity;

/** What stands behind a user. A simulated or replayed one is marked wherever its answers count. */
public enum AnnotatorKind {
    PERSON,
    SIMULATED,
    REPLAYED
}
