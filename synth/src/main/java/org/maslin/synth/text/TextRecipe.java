package org.maslin.synth.text;

import java.util.List;
import java.util.Map;

/**
 * A world and how to draw from it.
 *
 * @param phases stretches of the run, in order; their shares add up to 1
 */
public record TextRecipe(
        String name,
        World world,
        Map<String, Mix> mixes,
        TextOutput output,
        PromptSplit prompts,
        List<Phase> phases,
        long count,
        long seed) {

    private static final double TOLERANCE = 1e-9;

    public TextRecipe {
        mixes = Map.copyOf(mixes);
        phases = List.copyOf(phases);
        double sum = phases.stream().mapToDouble(Phase::share).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "The shares of the phases add up to %s, not to 1.".formatted(sum));
        }
        for (Phase phase : phases) {
            mix(mixes, phase.mix());
        }
        if (count < 1) {
            throw new IllegalArgumentException(
                    "The count (%d) must be at least 1.".formatted(count));
        }
    }

    /** The same recipe drawn with one mix from start to end. */
    public TextRecipe withMix(String mix) {
        return new TextRecipe(
                name, world, mixes, output, prompts, List.of(new Phase(mix, 1)), count, seed);
    }

    public TextRecipe withCount(long rows) {
        return new TextRecipe(name, world, mixes, output, prompts, phases, rows, seed);
    }

    public TextRecipe withSeed(long other) {
        return new TextRecipe(name, world, mixes, output, prompts, phases, count, other);
    }

    /** The mix in force at a row, counted from 0. */
    Mix mixAt(long row) {
        double end = 0;
        for (Phase phase : phases) {
            end += phase.share() * count;
            if (row < Math.round(end)) {
                return mix(mixes, phase.mix());
            }
        }
        return mix(mixes, phases.getLast().mix());
    }

    private static Mix mix(Map<String, Mix> mixes, String name) {
        Mix mix = mixes.get(name);
        if (mix == null) {
            throw new IllegalArgumentException(
                    "There is no mix (%s). Mixes are %s."
                            .formatted(name, mixes.keySet().stream().sorted().toList()));
        }
        return mix;
    }
}
