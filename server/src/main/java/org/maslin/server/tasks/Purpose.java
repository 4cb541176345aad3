package org.maslin.server.tasks;

/** What a task whose answer is known is for. */
public enum Purpose {
    /** To measure by; given unmarked among the others. */
    GOLD,
    /** To teach with; what was expected is shown after the answer. */
    TRAINING,
    /** To earn a qualification by. */
    TEST
}
