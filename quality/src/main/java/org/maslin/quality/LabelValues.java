package org.maslin.quality;

import java.util.List;
import java.util.Locale;
import org.maslin.core.BadInputException;

/** Labels as numbers, for levels of measurement that need them. */
final class LabelValues {

    private LabelValues() {}

    /** The value of each label: its own number if the level needs one, else its place in order. */
    static double[] of(List<String> labels, Level level) {
        double[] values = new double[labels.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (level) {
                        case NOMINAL, ORDINAL -> i;
                        case INTERVAL -> number(labels.get(i), level);
                        case RATIO -> notNegative(labels.get(i), level);
                    };
        }
        return values;
    }

    private static double notNegative(String label, Level level) {
        double value = number(label, level);
        if (value < 0) {
            throw unfit(label, "a number that is not negative", level);
        }
        return value;
    }

    private static double number(String label, Level level) {
        if (!LabelOrder.isNumber(label)) {
            throw unfit(label, "a number", level);
        }
        return Double.parseDouble(label);
    }

    private static BadInputException unfit(String label, String expected, Level level) {
        return new BadInputException(
                "labels at the %s level".formatted(level.name().toLowerCase(Locale.ROOT)),
                "\"%s\"".formatted(label),
                expected,
                "Measure names at the nominal level, ordered names at the ordinal one.");
    }
}
