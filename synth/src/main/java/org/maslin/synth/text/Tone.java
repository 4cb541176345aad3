package org.maslin.synth.text;

import java.util.Locale;

/** The manner of an answer. */
public enum Tone {
    POLITE(1),
    NEUTRAL(0),
    RUDE(-1);

    private final int politeness;

    Tone(int politeness) {
        this.politeness = politeness;
    }

    public int politeness() {
        return politeness;
    }

    /** The word that recipes use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
