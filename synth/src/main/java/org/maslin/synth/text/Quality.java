package org.maslin.synth.text;

import java.util.Locale;

/** How right an answer is. */
public enum Quality {
    RIGHT(1),
    PARTIAL(0.5),
    WRONG(0);

    private final double correct;

    Quality(double correct) {
        this.correct = correct;
    }

    /** 1 for right, one half for partial, 0 for wrong. */
    public double correct() {
        return correct;
    }

    /** The word that recipes use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
