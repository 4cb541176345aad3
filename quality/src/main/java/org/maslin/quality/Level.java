package org.maslin.quality;

/** What may be done with label values: only told apart, ordered, subtracted, or divided. */
public enum Level {
    NOMINAL,
    ORDINAL,
    INTERVAL,
    RATIO
}
