package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps values to points of a drawing, and knows the round values between its ends. */
record Scale(double low, double high, double from, double to) {

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    Scale {
        if (!(high > low)) {
            high = low + 1;
        }
    }

    /** The place of a value; values outside lie on the nearer end. */
    double of(double value) {
        double inside = Math.clamp(value, low, high);
        return from + (inside - low) / (high - low) * (to - from);
    }

    String at(double value) {
        return text(of(value));
    }

    /** A scale whose ends are round: about n steps apart. */
    static Scale round(double low, double high, int n, double from, double to) {
        double top = high > low ? high : low + 1;
        double step = step(low, top, n);
        return new Scale(
                Math.floor(low / step + 1e-9) * step,
                Math.ceil(top / step - 1e-9) * step,
                from,
                to);
    }

    /** About n round values. */
    List<Double> ticks(int n) {
        double step = step(low, high, n);
        var ticks = new ArrayList<Double>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    static String text(double point) {
        String text = String.format(Locale.ROOT, "%.1f", point);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static double step(double low, double high, int n) {
        double raw = (high - low) / n;
        double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double step : STEPS) {
            if (step * magnitude >= raw * (1 - 1e-9)) {
                return step * magnitude;
            }
        }
        return 10 * magnitude;
    }
}
