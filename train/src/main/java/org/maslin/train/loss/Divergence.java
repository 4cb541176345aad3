package org.maslin.train.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.train.tensor.Tensor;

/** The divergence that holds a policy to its reference, as a transform of log-ratios u (f-DPO). */
public enum Divergence {
    /** u. */
    REVERSE_KL,
    /** 1 - e^-u. */
    FORWARD_KL,
    /** log 2 + log σ(u). */
    JS_DIVERGENCE,
    /** (e^((a-1)u) - 1) / (a - 1). */
    ALPHA_DIVERGENCE;

    private static final double LARGEST_EXPONENT = 80;

    public static Divergence named(String place, String name) {
        for (Divergence divergence : values()) {
            if (divergence.name().toLowerCase(Locale.ROOT).equals(name)) {
                return divergence;
            }
        }
        throw new BadInputException(
                place,
                "\"" + name + "\"",
                Arrays.stream(values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                "Choose one of these divergences.");
    }

    /** The score of each log-ratio [n]; {@code a} counts for the last constant alone. */
    public Tensor of(Tensor u, double a) {
        return switch (this) {
            case REVERSE_KL -> u;
            case FORWARD_KL -> u.negated().exp().negated().plus(1);
            case JS_DIVERGENCE -> u.logSigmoid().plus(Math.log(2));
            case ALPHA_DIVERGENCE ->
                    Math.abs(a - 1) < 1e-6
                            ? u
                            : u.times(a - 1)
                                    .clamped(Double.NEGATIVE_INFINITY, LARGEST_EXPONENT)
                                    .exp()
                                    .minus(1)
                                    .times(1 / (a - 1));
        };
    }
}
