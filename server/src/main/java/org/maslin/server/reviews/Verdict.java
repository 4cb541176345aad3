package org.maslin.server.reviews;

/** What a reviewer says of an answer. */
public enum Verdict {
    ACCEPT,
    /** The reviewer's own answer takes its place. */
    FIX,
    /** It goes back to its annotator. */
    REJECT
}
