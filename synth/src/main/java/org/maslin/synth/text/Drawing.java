package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Draws values at random, or lists all that could be drawn. */
final class Drawing {

    private static final int MOST_TRIES = 1_000;

    private final World world;

    Drawing(World world) {
        this.world = world;
    }

    /** A value that meets the draw's condition. */
    TextValue draw(Draw draw, Map<String, TextValue> values, RandomGenerator random) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            TextValue value = draw(draw.sampler(), values, random);
            if (isAllowed(draw, value, values)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "The condition of (%s) did not hold in %d draws. Maybe it can never hold."
                        .formatted(draw.name(), MOST_TRIES));
    }

    private TextValue draw(Sampler sampler, Map<String, TextValue> values, RandomGenerator random) {
        return switch (sampler) {
            case Sampler.IntegerRange(long low, long high) ->
                    new TextValue.Whole(random.nextLong(low, high + 1));
            case Sampler.OneOf(String list) -> {
                List<TextValue> members = world.list(list);
                yield members.get(random.nextInt(members.size()));
            }
            case Sampler.SomeOf(String list, int fewest, int most) -> {
                int count = random.nextInt(fewest, most + 1);
                yield new TextValue.Many(first(count, world.list(list), random));
            }
            case Sampler.AnyOf(List<Expression> formulas) ->
                    formulas.get(random.nextInt(formulas.size())).in(values);
            case Sampler.Shuffled(Expression list) -> {
                List<TextValue> members = list.in(values).asMembers();
                yield new TextValue.Many(first(members.size(), members, random));
            }
            case Sampler.Computed(Expression formula) -> formula.in(values);
        };
    }

    /** Every value that could be drawn; only where these are few. */
    List<TextValue> support(Draw draw, Map<String, TextValue> values) {
        List<TextValue> all =
                switch (draw.sampler()) {
                    case Sampler.IntegerRange(long low, long high) ->
                            LongStream.rangeClosed(low, high)
                                    .<TextValue>mapToObj(TextValue.Whole::new)
                                    .toList();
                    case Sampler.OneOf(String list) -> world.list(list);
                    case Sampler.AnyOf(List<Expression> formulas) ->
                            formulas.stream().map(formula -> formula.in(values)).toList();
                    case Sampler.Computed(Expression formula) -> List.of(formula.in(values));
                    case Sampler.SomeOf _, Sampler.Shuffled _ ->
                            throw new IllegalArgumentException(
                                    "A right or partial answer must follow from the question, but (%s)"
                                                    .formatted(draw.name())
                                            + " is drawn anew. Compute it, or draw a position.");
                };
        return all.stream().filter(value -> isAllowed(draw, value, values)).toList();
    }

    /** Whether the condition of a draw allows a value. */
    static boolean isAllowed(Draw draw, TextValue value, Map<String, TextValue> values) {
        Expression where = draw.where();
        if (where == null) {
            return true;
        }
        var withValue = new HashMap<>(values);
        withValue.put(draw.name(), value);
        return where.in(withValue).asTruth();
    }

    /** The first members of a random order (Fisher and Yates). */
    static <T> List<T> first(int count, List<T> members, RandomGenerator random) {
        if (count > members.size()) {
            throw new IllegalArgumentException(
                    "%d of %d members cannot be distinct. Lower the count."
                            .formatted(count, members.size()));
        }
        var order = new ArrayList<>(members);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, order.size());
            T drawn = order.get(other);
            order.set(other, order.get(i));
            order.set(i, drawn);
        }
        return List.copyOf(order.subList(0, count));
    }

    /** One of several by weight, in the order given. */
    static <T> T weighted(List<T> choices, ToDoubleFunction<T> weight, RandomGenerator random) {
        double sum = choices.stream().mapToDouble(weight).sum();
        double left = random.nextDouble() * sum;
        for (T choice : choices) {
            left -= weight.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }
}
