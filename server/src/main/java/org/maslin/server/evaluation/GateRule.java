package org.maslin.server.evaluation;

/**
 * What one figure must keep.
 *
 * @param end which end of the figure counts
 * @param slack by how much the limit may be missed
 */
public record GateRule(String figure, End end, Comparison comparison, Limit limit, double slack) {

    /** An end of a figure. */
    public enum End {
        LOW,
        HIGH,
        ESTIMATE
    }

    /** How a value stands to its limit. */
    public enum Comparison {
        ABOVE(">"),
        BELOW("<"),
        AT_LEAST(">="),
        AT_MOST("<=");

        final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }

    /** What a value is held against. */
    public sealed interface Limit {

        record Number(double value) implements Limit {}

        /** The estimate of another figure. */
        record Other(String figure) implements Limit {}
    }
}
