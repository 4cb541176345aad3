package org.maslin.quality;

/** Checks of what limits an iterative method. */
final class Limits {

    private Limits() {}

    static void check(int iterations, double tolerance) {
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "The number of iterations (%d) must be at least 1.".formatted(iterations));
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "The tolerance (%s) must not be negative. 0 runs exactly all iterations."
                            .formatted(tolerance));
        }
    }
}
