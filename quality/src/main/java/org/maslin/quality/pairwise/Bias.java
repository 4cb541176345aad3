package org.maslin.quality.pairwise;

/** What else than the items may sway a comparison; asked for together as a set. */
public enum Bias {

    /** The left place itself: judges may like whatever stands there. */
    POSITION,

    /** The greater length: judges may like whatever is longer. */
    LENGTH
}
