package org.maslin.train.network;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;

/**
 * How fast rotary positions turn: pair i of a head at angle t · θ^(-2i / size) (Su et al., 2021),
 * stretched so that a model reads texts longer than it was trained on.
 *
 * @param theta the base
 * @param size dimensions of a head that turn
 * @param maxPositions that the model was made for
 */
public record Rope(double theta, int size, int maxPositions, Scaling scaling) {

    /** How frequencies are stretched. */
    public sealed interface Scaling {

        /** Not at all. */
        record None() implements Scaling {}

        /** All by one factor (position interpolation). */
        record Linear(double factor) implements Scaling {}

        /** The base grows with the text, once it is longer than the model's positions. */
        record Dynamic(double factor) implements Scaling {}

        /** Long waves slowed by {@code factor}, short ones kept, as Llama 3.1. */
        record Llama3(double factor, double low, double high, double original) implements Scaling {}

        /** Interpolated below {@code slow} turns, kept above {@code fast} (Peng et al., 2023). */
        record Yarn(
                double factor,
                double original,
                double fast,
                double slow,
                boolean whole,
                double attention)
                implements Scaling {}

        /** A factor for each pair, another set for texts beyond {@code original}. */
        record Long(
                List<Double> shortFactors,
                List<Double> longFactors,
                double original,
                double attention)
                implements Scaling {

            public Long {
                shortFactors = List.copyOf(shortFactors);
                longFactors = List.copyOf(longFactors);
            }
        }
    }

    static Rope read(String place, JsonNode config, int headSize, int positions) {
        JsonNode rope =
                config.path("rope_parameters").isObject()
                        ? config.path("rope_parameters")
                        : config.path("rope_scaling");
        double theta = rope.path("rope_theta").asDouble(config.path("rope_theta").asDouble(10_000));
        double share =
                rope.path("partial_rotary_factor")
                        .asDouble(config.path("partial_rotary_factor").asDouble(1));
        String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
        double original =
                config.path("original_max_position_embeddings")
                        .asDouble(
                                rope.path("original_max_position_embeddings").asDouble(positions));
        double factor = rope.path("factor").asDouble(Math.max(1, positions / original));
        Scaling scaling =
                switch (type) {
                    case "default" -> new Scaling.None();
                    case "linear" -> new Scaling.Linear(factor);
                    case "dynamic" -> new Scaling.Dynamic(factor);
                    case "llama3" ->
                            new Scaling.Llama3(
                                    factor,
                                    rope.path("low_freq_factor").asDouble(),
                                    rope.path("high_freq_factor").asDouble(),
                                    original);
                    case "yarn" -> yarn(rope, factor, original);
                    case "longrope", "su" ->
                            new Scaling.Long(
                                    numbers(rope.path("short_factor")),
                                    numbers(rope.path("long_factor")),
                                    original,
                                    rope.path("attention_factor")
                                            .asDouble(longAttention(factor, original)));
                    default ->
                            throw new BadInputException(
                                    place + ", rope_type",
                                    "\"" + type + "\"",
                                    "default, linear, dynamic, llama3, yarn or longrope",
                                    "Other stretchings of positions cannot be run.");
                };
        if (share != 1 && !type.equals("default")) {
            throw new BadInputException(
                    place + ", partial_rotary_factor",
                    String.valueOf(share),
                    "1",
                    "These families turn all dimensions of a head.");
        }
        return new Rope(theta, headSize, positions, scaling);
    }

    private static Scaling yarn(JsonNode rope, double factor, double original) {
        double scale = rope.path("mscale").asDouble(0);
        double all = rope.path("mscale_all_dim").asDouble(0);
        double inferred =
                scale != 0 && all != 0
                        ? yarnScale(factor, scale) / yarnScale(factor, all)
                        : yarnScale(factor, 1);
        double fast = rope.path("beta_fast").asDouble(0);
        double slow = rope.path("beta_slow").asDouble(0);
        return new Scaling.Yarn(
                factor,
                original,
                fast == 0 ? 32 : fast,
                slow == 0 ? 1 : slow,
                rope.path("truncate").asBoolean(true),
                rope.path("attention_factor").asDouble(inferred));
    }

    private static double yarnScale(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private static double longAttention(double factor, double original) {
        return factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(one -> numbers.add(one.asDouble()));
        return numbers;
    }

    /**
     * The length on which frequencies depend: texts of one length turn alike, and all up to a limit
     * do.
     *
     * @param reach the largest position of a text, plus one
     */
    long frequenciesFor(long reach) {
        return switch (scaling) {
            case Scaling.Dynamic dynamic -> Math.max(reach, maxPositions);
            case Scaling.Long some -> reach > some.original ? 1 : 0;
            default -> 0;
        };
    }

    /** What cosines and sines are multiplied by. */
    double amplitude() {
        return switch (scaling) {
            case Scaling.Yarn yarn -> yarn.attention;
            case Scaling.Long some -> some.attention;
            default -> 1;
        };
    }

    /** The angle by which each pair turns from one position to the next: [size / 2]. */
    float[] frequencies(long reach) {
        var frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] =
                    switch (scaling) {
                        case Scaling.None none -> plain(theta, i);
                        case Scaling.Linear linear -> plain(theta, i) / (float) linear.factor;
                        case Scaling.Dynamic dynamic -> plain(grown(dynamic, reach), i);
                        case Scaling.Llama3 llama -> llama3(llama, plain(theta, i));
                        case Scaling.Yarn yarn -> yarn(yarn, i);
                        case Scaling.Long some ->
                                (float)
                                        (plain(theta, i)
                                                / (reach > some.original
                                                                ? some.longFactors
                                                                : some.shortFactors)
                                                        .get(i));
                    };
        }
        return frequencies;
    }

    private float plain(double base, int pair) {
        return 1 / (float) Math.pow(base, (float) (2 * pair) / size);
    }

    private double grown(Scaling.Dynamic dynamic, long reach) {
        double length = Math.max(reach, maxPositions);
        double stretched = dynamic.factor * length / maxPositions - (dynamic.factor - 1);
        return theta * Math.pow(stretched, size / (size - 2.0));
    }

    private static float llama3(Scaling.Llama3 llama, double plain) {
        double turns = llama.original * plain / (2 * Math.PI);
        double kept = Math.clamp((turns - llama.low) / (llama.high - llama.low), 0, 1);
        return (float) ((1 - kept) * plain / llama.factor + kept * plain);
    }

    private float yarn(Scaling.Yarn yarn, int pair) {
        double low = yarnDimension(yarn, yarn.fast);
        double high = yarnDimension(yarn, yarn.slow);
        if (yarn.whole) {
            low = Math.floor(low);
            high = Math.ceil(high);
        }
        low = Math.max(low, 0);
        high = Math.min(high, size - 1.0);
        double ramp = Math.clamp((pair - low) / (high == low ? 0.001 : high - low), 0, 1);
        double plain = plain(theta, pair);
        return (float) (plain / yarn.factor * ramp + plain * (1 - ramp));
    }

    /** The dimension whose wave turns so often over the original positions. */
    private double yarnDimension(Scaling.Yarn yarn, double turns) {
        return size * Math.log(yarn.original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
}
