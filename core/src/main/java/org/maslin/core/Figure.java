package org.maslin.core;

import org.jspecify.annotations.Nullable;

/**
 * A measured number with what makes it honest: how it was measured, on how many, and how sure it
 * is.
 *
 * @param estimate the point estimate
 * @param low lower end of the 95 % interval; absent only where no interval exists
 * @param high upper end of the 95 % interval; absent only where no interval exists
 * @param n how many observations stand behind it
 * @param method the published name of the method, with its interval's
 */
public record Figure(
        double estimate, @Nullable Double low, @Nullable Double high, long n, String method) {

    public Figure {
        if ((low == null) != (high == null)) {
            throw new IllegalArgumentException(
                    "The interval of %s has one end only (%s, %s).".formatted(method, low, high));
        }
        if (n < 0) {
            throw new IllegalArgumentException(
                    "The number of observations (%d) of %s must not be negative."
                            .formatted(n, method));
        }
    }

    public static Figure withInterval(
            double estimate, double low, double high, long n, String method) {
        return new Figure(estimate, low, high, n, method);
    }

    public static Figure withoutInterval(double estimate, long n, String method) {
        return new Figure(estimate, null, null, n, method);
    }
}
