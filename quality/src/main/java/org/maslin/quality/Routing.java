package org.maslin.quality;

/** What becomes of a task after an answer. */
public enum Routing {

    /** It should be asked again. */
    ASK_AGAIN,

    /** It has its answer: one label is probable enough. */
    CONFIDENT,

    /** It has as many answers as it may have, and none is probable enough; somebody should look. */
    EXHAUSTED;

    /** Whether no more answers are wanted. */
    public boolean stops() {
        return this != ASK_AGAIN;
    }
}
