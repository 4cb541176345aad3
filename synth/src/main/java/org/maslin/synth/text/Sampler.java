package org.maslin.synth.text;

import java.util.List;

/** Where a value comes from. */
public sealed interface Sampler {

    /** A whole number, each as likely, both ends included. */
    record IntegerRange(long low, long high) implements Sampler {
        public IntegerRange {
            checkOrder(low, high);
        }
    }

    /** One member of a list of the recipe. */
    record OneOf(String list) implements Sampler {}

    /** Between {@code fewest} and {@code most} distinct members of a list, in random order. */
    record SomeOf(String list, int fewest, int most) implements Sampler {
        public SomeOf {
            checkOrder(fewest, most);
        }
    }

    /** The value of one formula among several. */
    record AnyOf(List<Expression> formulas) implements Sampler {
        public AnyOf {
            formulas = List.copyOf(formulas);
        }
    }

    /** The members of a list in random order. */
    record Shuffled(Expression list) implements Sampler {}

    /** A value that follows from others. */
    record Computed(Expression formula) implements Sampler {}

    private static void checkOrder(long low, long high) {
        if (low > high) {
            throw new IllegalArgumentException(
                    "The range %d to %d is empty. Maybe you meant %d to %d."
                            .formatted(low, high, high, low));
        }
    }
}
