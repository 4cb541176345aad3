package org.maslin.server.projects;

/** Where projects are looked for. */
public enum ProjectShelf {
    /** Those that are active or paused. */
    CURRENT,
    /** Those that were put away. */
    ARCHIVED,
    /** Those that can still be had back. */
    DELETED,
    /** All but the deleted ones. */
    ALL
}
