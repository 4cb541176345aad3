package org.maslin.quality.regions;

/** Checks of coordinates. */
final class Checks {

    private Checks() {}

    static void ordered(String what, double from, double to) {
        if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException(
                    "A %s must begin (%s) before it ends (%s).".formatted(what, from, to));
        }
    }
}
