package org.maslin.quality;

/**
 * What more answers would bring.
 *
 * <p>The level is what the answers themselves expect and is too high where workers err together, as
 * every confidence is. The difference of the two is what more answers would add, and is what to
 * decide by; add it to an accuracy that was measured on gold.
 *
 * @param now the expected share of right labels
 * @param then the same when every task has so many times its answers
 */
public record AccuracyForecast(double now, double then) {

    /** By how much the share of right labels is expected to grow. */
    public double gain() {
        return then - now;
    }
}
