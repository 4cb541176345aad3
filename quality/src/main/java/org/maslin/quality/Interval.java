package org.maslin.quality;

/** The two ends of a 95 % interval. */
public record Interval(double low, double high) {

    private static final double Z = 1.959963984540054;

    /**
     * The Wilson score interval of a share (Wilson, JASA 22, 1927); never leaves [0, 1], and is all
     * of it when nothing was seen.
     *
     * @param hits how many were counted; may be an expected number
     * @param n out of how many
     */
    public static Interval wilson(double hits, long n) {
        if (n < 0 || !(hits >= 0 && hits <= n)) {
            throw new IllegalArgumentException(
                    "The hits (%s) must be between 0 and n (%d).".formatted(hits, n));
        }
        if (n == 0) {
            return new Interval(0, 1);
        }
        double p = hits / n;
        double shrink = 1 + Z * Z / n;
        double centre = (p + Z * Z / (2 * n)) / shrink;
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / shrink;
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
