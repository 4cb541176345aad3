package org.maslin.quality.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Bootstrap;
import org.maslin.quality.Interval;

/**
 * Gamma: how well spans of annotators can be laid side by side, against chance (Mathet, Widlöcher
 * and Métivier, The Unified and Holistic Method Gamma, Computational Linguistics 41, 2015).
 *
 * <p>Two spans side by side cost ((|start − start| + |end − end|) ÷ (their lengths together))² for
 * their places and 1 for different labels, each times its weight; a span beside nothing costs 1.
 * The cheapest layout of a pair of annotators is found exactly; of more than two, all pairs are
 * laid out and averaged (the paper lays out all at once). The disorder is the cost per span; by
 * chance it is that of the same spans on texts turned by random amounts. Gamma is 1 − observed ÷
 * chance.
 *
 * @param place what a difference of places weighs
 * @param label what a difference of labels weighs
 */
public record SpanGamma(double place, double label) {

    private static final int TURNS = 30;
    private static final double BESIDE_NOTHING = 1;

    public SpanGamma {
        if (!(place >= 0 && label >= 0 && place + label > 0)) {
            throw new IllegalArgumentException(
                    "The weights (%s, %s) must not be negative, and not both 0."
                            .formatted(place, label));
        }
    }

    /** Places and labels weigh the same. */
    public SpanGamma() {
        this(1, 1);
    }

    /**
     * Gamma over texts, with a bootstrap interval over them; its n is how many texts have spans of
     * at least one of two annotators.
     *
     * @throws BadInputException if there is none
     */
    public Figure measure(List<SpanText> texts, Seed seed) {
        List<double[]> disorders = new ArrayList<>();
        RandomGenerator random = seed.derive("gamma").generator();
        for (SpanText text : texts) {
            boolean marked = text.annotators().stream().anyMatch(spans -> !spans.isEmpty());
            if (text.annotators().size() > 1 && marked) {
                disorders.add(new double[] {disorder(text), chance(text, random)});
            }
        }
        Bootstrap.Statistic statistic =
                copies -> {
                    double observed = 0;
                    double expected = 0;
                    for (int i = 0; i < copies.length; i++) {
                        observed += copies[i] * disorders.get(i)[0];
                        expected += copies[i] * disorders.get(i)[1];
                    }
                    return expected == 0 ? Double.NaN : 1 - observed / expected;
                };
        double estimate =
                disorders.isEmpty() ? Double.NaN : Bootstrap.estimate(disorders.size(), statistic);
        if (Double.isNaN(estimate)) {
            throw new BadInputException(
                    "spans",
                    "nothing marked on a text of two annotators",
                    "at least one span that can be elsewhere",
                    "Measure percent agreement of whole texts instead.");
        }
        Interval interval =
                Bootstrap.interval(
                        disorders.size(), statistic, Bootstrap.REPLICATES, seed.derive("gamma"));
        return Figure.withInterval(
                estimate,
                Math.min(estimate, interval.low()),
                Math.max(estimate, interval.high()),
                disorders.size(),
                "gamma by pairs, percentile bootstrap over texts");
    }

    /** The cost per span of the cheapest layouts, mean over pairs. */
    double disorder(SpanText text) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < text.annotators().size(); i++) {
            for (int j = 0; j < i; j++) {
                List<LabelledSpan> first = text.annotators().get(i);
                List<LabelledSpan> second = text.annotators().get(j);
                double mean = (first.size() + second.size()) / 2.0;
                sum += mean == 0 ? 0 : layout(first, second) / mean;
                pairs++;
            }
        }
        return sum / pairs;
    }

    private double layout(List<LabelledSpan> first, List<LabelledSpan> second) {
        int n = first.size() + second.size();
        double[][] cost = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean isFirst = i < first.size();
                boolean isSecond = j < second.size();
                cost[i][j] =
                        isFirst && isSecond
                                ? apart(first.get(i), second.get(j))
                                : isFirst || isSecond ? BESIDE_NOTHING : 0;
            }
        }
        int[] columns = Assignment.cheapest(cost);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += cost[i][columns[i]];
        }
        return sum;
    }

    private double apart(LabelledSpan a, LabelledSpan b) {
        double ends = Math.abs(a.start() - b.start()) + Math.abs(a.end() - b.end());
        double relative = ends / (a.length() + b.length());
        return place * relative * relative + (a.label().equals(b.label()) ? 0 : label);
    }

    private double chance(SpanText text, RandomGenerator random) {
        double sum = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            List<List<LabelledSpan>> turned = new ArrayList<>();
            for (List<LabelledSpan> spans : text.annotators()) {
                turned.add(turned(spans, text.length(), random.nextDouble() * text.length()));
            }
            sum += disorder(new SpanText(2 * text.length(), turned)) / TURNS;
        }
        return sum;
    }

    /** The spans of a text whose end is joined to its beginning, read from another place on. */
    private static List<LabelledSpan> turned(List<LabelledSpan> spans, double length, double by) {
        List<LabelledSpan> turned = new ArrayList<>();
        for (LabelledSpan span : spans) {
            double start = (span.start() + by) % length;
            turned.add(new LabelledSpan(start, start + span.length(), span.label()));
        }
        return turned;
    }
}
