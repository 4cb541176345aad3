package org.maslin.synth.text;

import java.util.List;
import java.util.Map;

/**
 * How good, how polite, how long and how well formed the answers are, as shares.
 *
 * @param quality share of each quality; they add up to 1
 * @param tone share of each tone; they add up to 1
 * @param rambling share of answers with 0, 1, 2, … rambling sentences; they add up to 1
 * @param garbled share of answers whose sentence has lost a word
 */
public record Mix(
        Map<Quality, Double> quality,
        Map<Tone, Double> tone,
        List<Double> rambling,
        double garbled) {

    private static final double TOLERANCE = 1e-9;

    public Mix {
        quality = Map.copyOf(quality);
        tone = Map.copyOf(tone);
        rambling = List.copyOf(rambling);
        checkSum("quality", quality.values().stream().mapToDouble(Double::doubleValue).sum());
        checkSum("tone", tone.values().stream().mapToDouble(Double::doubleValue).sum());
        checkSum("rambling", rambling.stream().mapToDouble(Double::doubleValue).sum());
        if (!(garbled >= 0 && garbled <= 1)) {
            throw new IllegalArgumentException(
                    "The garbled share (%s) must lie between 0 and 1.".formatted(garbled));
        }
    }

    private static void checkSum(String what, double sum) {
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "The shares of %s add up to %s, not to 1.".formatted(what, sum));
        }
    }
}
