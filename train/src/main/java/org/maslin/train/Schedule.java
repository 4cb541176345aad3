package org.maslin.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The learning rate of each optimiser step.
 *
 * @param peak the highest rate, reached after the warm-up
 * @param warmupSteps steps in which the rate rises from 0; fractions of all steps if below 1
 * @param constantUntil for {@link Shape#PIECEWISE}: the share of steps before the descent
 * @param finalShare for {@link Shape#PIECEWISE}: the share of the peak that is left at the end
 */
public record Schedule(
        Shape shape, double peak, double warmupSteps, double constantUntil, double finalShare) {

    /** How the rate falls after the warm-up. */
    public enum Shape {
        CONSTANT,
        CONSTANT_WITH_WARMUP,
        LINEAR,
        COSINE,
        PIECEWISE;

        static List<String> names() {
            return Arrays.stream(values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
        }
    }

    public Schedule {
        if (!(peak >= 0)) {
            throw new IllegalArgumentException(
                    "The learning rate (%s) must not be negative.".formatted(peak));
        }
    }

    /** The rate of step {@code step} (from 0) of {@code total}. */
    public double rate(long step, long total) {
        double warmup = warmupSteps < 1 ? Math.ceil(warmupSteps * total) : warmupSteps;
        if (step < warmup && shape != Shape.CONSTANT) {
            return peak * step / warmup;
        }
        double left = Math.max(0, total - step);
        double progress = (step - warmup) / Math.max(1, total - warmup);
        return peak
                * switch (shape) {
                    case CONSTANT, CONSTANT_WITH_WARMUP -> 1;
                    case LINEAR -> left / Math.max(1, total - warmup);
                    case COSINE -> 0.5 * (1 + Math.cos(Math.PI * progress));
                    case PIECEWISE -> {
                        double falling = (1 - constantUntil) * total;
                        yield finalShare + (1 - finalShare) * Math.min(1, left / falling);
                    }
                };
    }
}
