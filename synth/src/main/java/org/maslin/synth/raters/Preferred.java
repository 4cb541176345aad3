package org.maslin.synth.raters;

/** Which of two completions a rater prefers, in the order they were shown. */
public enum Preferred {
    FIRST,
    SECOND
}
