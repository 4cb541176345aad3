package org.maslin.server.report;

import java.util.Locale;
import org.maslin.core.Figure;

/**
 * How numbers are written: shares and coefficients without the leading zero, thousands with a
 * comma, a real minus.
 */
final class Numbers {

    private static final int SMALL_N = 100;

    private Numbers() {}

    static String count(long count) {
        return minus(String.format(Locale.ROOT, "%,d", count));
    }

    /** Three digits below one, three significant ones above. */
    static String value(double value) {
        return value(value, 3);
    }

    /** The estimate: {@code .742}; two digits where few observations stand behind it. */
    static String estimate(Figure figure) {
        return value(figure.estimate(), digits(figure));
    }

    /** {@code ± .021}, or both ends where they lie unevenly; empty where there is no interval. */
    static String interval(Figure figure) {
        Double low = figure.low();
        Double high = figure.high();
        if (low == null || high == null) {
            return "";
        }
        double below = figure.estimate() - low;
        double above = high - figure.estimate();
        int digits = digits(figure);
        double unit = Math.pow(10, -digits) * Math.max(1, Math.abs(figure.estimate()));
        double wider = Math.max(above, below);
        return Math.min(above, below) >= 0
                        && Math.abs(above - below) <= Math.max(1.5 * unit, 0.1 * wider)
                ? "± " + value(wider, digits)
                : "[" + value(low, digits) + ", " + value(high, digits) + "]";
    }

    /** The number in a sentence or a table: {@code .742 ± .021}. */
    static String text(Figure figure) {
        String interval = interval(figure);
        return estimate(figure) + (interval.isEmpty() ? "" : " " + interval);
    }

    /** A tick of an axis, with no digits that say nothing. */
    static String tick(double value) {
        if (value == Math.rint(value)) {
            return count(Math.round(value));
        }
        return value(value, Math.abs(value * 100 - Math.rint(value * 100)) < 1e-6 ? 2 : 3);
    }

    private static int digits(Figure figure) {
        return figure.n() < SMALL_N ? 2 : 3;
    }

    private static String value(double value, int digits) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return count(Math.round(value));
        }
        if (size == 0 || size == 1) {
            return count(Math.round(value));
        }
        int decimals = size < 1 ? digits : Math.max(0, digits - 1 - (int) Math.log10(size));
        String written = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return minus(written.replaceFirst("^(-?)0\\.", "$1."));
    }

    private static String minus(String written) {
        return written.replace('-', '−');
    }
}
