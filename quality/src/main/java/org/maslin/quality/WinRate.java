package org.maslin.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

/**
 * How often a candidate beats an opponent; a tie is half a win.
 *
 * <p>Every prompt weighs the same, however often it was judged: first the mean over its judgements
 * (judges, both orders of showing), then the mean over prompts. Judge a pair in both orders and a
 * judge's liking for the first place cancels. Prompts are the independent units, so that the 95 %
 * interval is a percentile bootstrap over prompts; where all prompts agree and draws cannot differ,
 * it is Wilson's.
 *
 * <p>The length-matched rate answers what the rate would be if both completions were equally long.
 * Judges like length; a candidate may win by it alone. We fit logit P(win) = a + b · tanh(Δ ÷ s), Δ
 * the length difference and s its root mean square, and report the probability at Δ = 0 (after
 * Dubois et al., Length-Controlled AlpacaEval, 2024, without its model and prompt terms; b has a
 * standard normal prior, which keeps it finite on few prompts).
 */
public final class WinRate {

    private final List<String> names;
    private final int prompts;
    private final int[] offsets;
    private final double[] outcomes;
    private final double[] lengths;
    private final double[] means;

    public WinRate(List<Judgement> judgements) {
        if (judgements.isEmpty()) {
            throw new IllegalArgumentException("There are no judgements to take a win-rate of.");
        }
        Map<String, List<Judgement>> byPrompt = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            byPrompt.computeIfAbsent(judgement.prompt(), p -> new ArrayList<>()).add(judgement);
        }
        names = List.copyOf(byPrompt.keySet());
        prompts = byPrompt.size();
        offsets = new int[prompts + 1];
        outcomes = new double[judgements.size()];
        lengths = new double[judgements.size()];
        means = new double[prompts];
        int prompt = 0;
        int at = 0;
        for (List<Judgement> group : byPrompt.values()) {
            for (Judgement judgement : group) {
                outcomes[at] = judgement.outcome();
                lengths[at++] = judgement.lengthDifference();
                means[prompt] += judgement.outcome() / group.size();
            }
            offsets[++prompt] = at;
        }
        squashLengths();
    }

    private void squashLengths() {
        double squares = 0;
        for (double length : lengths) {
            squares += length * length;
        }
        double scale = Math.sqrt(squares / lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = scale == 0 ? 0 : Math.tanh(lengths[i] / scale);
        }
    }

    /** The plain win-rate; its n is the number of prompts. */
    public Figure rate(Seed seed) {
        return figure(this::mean, seed, "win-rate");
    }

    /** The win-rate at equal length; its n is the number of prompts. */
    public Figure lengthMatched(Seed seed) {
        return figure(this::atEqualLength, seed, "length-matched win-rate");
    }

    /** The mean outcome by prompt, in the order in which prompts were first judged. */
    public Map<String, Double> outcomes() {
        var outcomes = new LinkedHashMap<String, Double>();
        for (int prompt = 0; prompt < prompts; prompt++) {
            outcomes.put(names.get(prompt), means[prompt]);
        }
        return outcomes;
    }

    private Figure figure(Bootstrap.Statistic statistic, Seed seed, String name) {
        double estimate = Bootstrap.estimate(prompts, statistic);
        Interval drawn =
                Bootstrap.interval(prompts, statistic, Bootstrap.REPLICATES, seed.derive(name));
        if (drawn.low() < drawn.high()) {
            String how =
                    "%s, percentile bootstrap over prompts, %d replicates"
                            .formatted(name, Bootstrap.REPLICATES);
            return Figure.withInterval(estimate, drawn.low(), drawn.high(), prompts, how);
        }
        Interval wilson = Interval.wilson(estimate * prompts, prompts);
        return Figure.withInterval(
                estimate, wilson.low(), wilson.high(), prompts, name + ", Wilson over prompts");
    }

    private double mean(int[] copies) {
        return PercentAgreement.mean(means, copies);
    }

    private double atEqualLength(int[] copies) {
        double mean = mean(copies);
        if (mean == 0 || mean == 1) {
            return mean;
        }
        return new LengthModel(offsets, outcomes, lengths, copies).winAtEqualLength();
    }
}
