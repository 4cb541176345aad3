package org.maslin.server.reviews;

/** What became of a review. */
public enum ReviewState {
    PENDING,
    LEASED,
    DONE,
    /** The answer was changed or taken back before anybody had looked at it. */
    DROPPED
}
