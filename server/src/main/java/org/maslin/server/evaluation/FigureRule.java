package org.maslin.server.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Nearest;

/**
 * What must hold of a figure. Exactly one of {@code number} and {@code other} is given.
 *
 * @param end which end of the figure is compared
 * @param number what it is compared with
 * @param other the figure whose estimate it is compared with
 * @param margin is added to what it is compared with
 */
public record FigureRule(
        String figure,
        End end,
        Comparison comparison,
        @Nullable Double number,
        @Nullable String other,
        double margin)
        implements GateRule {

    /** An end of a figure. */
    public enum End {
        LOW,
        ESTIMATE,
        HIGH
    }

    /** How the two compare. */
    public enum Comparison {
        ABOVE(">"),
        AT_LEAST("≥"),
        BELOW("<"),
        AT_MOST("≤");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }
    }

    public FigureRule {
        if ((number == null) == (other == null)) {
            throw new IllegalArgumentException(
                    "The rule on %s needs a number or another figure, and not both."
                            .formatted(figure));
        }
    }

    @Override
    public Gate.Check check(Measured measured) {
        Map<String, Figure> figures = measured.figures();
        Figure found = require(figures, figure);
        double value = value(found);
        double limit = number != null ? number : require(figures, String.valueOf(other)).estimate();
        return new Gate.Check(figure, comparison.holds(value, limit + margin), found, sentence());
    }

    private double value(Figure found) {
        Double wanted =
                switch (end) {
                    case LOW -> found.low();
                    case ESTIMATE -> found.estimate();
                    case HIGH -> found.high();
                };
        if (wanted == null) {
            throw new BadInputException(
                    "rule on " + figure,
                    "a figure without an interval",
                    "one with a " + end.name().toLowerCase(java.util.Locale.ROOT) + " end",
                    "Compare its estimate instead.");
        }
        return wanted;
    }

    private String sentence() {
        String with = number != null ? plain(number + margin) : other + shift();
        return end.name().toLowerCase(java.util.Locale.ROOT) + " " + comparison.sign + " " + with;
    }

    private String shift() {
        if (margin == 0) {
            return "";
        }
        return (margin < 0 ? " − " : " + ") + plain(Math.abs(margin));
    }

    private static String plain(double number) {
        return String.valueOf(number).replaceAll("\\.0$", "");
    }

    private static Figure require(Map<String, Figure> figures, String name) {
        Figure found = figures.get(name);
        if (found == null) {
            throw new BadInputException(
                    "rule on " + name,
                    "no figure " + name,
                    "one of " + String.join(", ", figures.keySet().stream().sorted().toList()),
                    Nearest.hint(name, figures.keySet()));
        }
        return found;
    }
}
