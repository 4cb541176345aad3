package org.maslin.server.workforce;

/**
 * A reason to look at somebody's answers; never a verdict.
 *
 * @param finding one sentence with the numbers
 */
public record Flag(Kind kind, String finding) {

    /** What is unusual. */
    public enum Kind {
        TOO_FAST,
        SAME_ANSWER,
        FAR_FROM_CONSENSUS,
        BELOW_GOLD
    }
}
