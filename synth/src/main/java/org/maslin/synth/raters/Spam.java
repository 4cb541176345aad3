package org.maslin.synth.raters;

/** What a rater answers who does not look. */
public enum Spam {
    /** Looks, so is no spammer. */
    NONE,
    /** Tosses a coin. */
    RANDOM,
    /** Always the one shown first. */
    FIRST,
    /** Always the one shown second. */
    SECOND
}
