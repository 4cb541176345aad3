package org.maslin.quality.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Bootstrap;
import org.maslin.quality.Interval;

/**
 * Krippendorff's alpha for unitising: do annotators find the same parts of a text, and call them
 * the same (Krippendorff, Mathet, Bouvry and Widlöcher, On the Reliability of Unitizing Textual
 * Continua, Quality &amp; Quantity 50, 2016)? Texts are cut wherever anybody's span begins or ends;
 * each piece counts by its length as a unit of nominal alpha whose values are the labels and
 * "nothing".
 *
 * <p>Where an annotator's own spans overlap, the one that begins last is taken.
 */
public enum SpanAlpha {

    /** All: what is marked, and as what. */
    UNITS_AND_LABELS,

    /** Only whether something is marked. */
    UNITS,

    /** Only what is said of pieces that both of a pair marked. */
    LABELS;

    private static final String NOTHING = "";

    /**
     * The measure over texts, with a bootstrap interval over them; its n is how many texts have two
     * annotators.
     *
     * @throws BadInputException if there is nothing to agree on: no text with two annotators, or
     *     one value only
     */
    public Figure measure(List<SpanText> texts, Seed seed) {
        List<SpanText> pairable = texts.stream().filter(t -> t.annotators().size() > 1).toList();
        List<String> labels = labels(pairable);
        List<double[][]> coincidences = new ArrayList<>();
        for (SpanText text : pairable) {
            coincidences.add(coincidences(text, labels));
        }
        Bootstrap.Statistic statistic = copies -> alpha(coincidences, copies, labels.size());
        double estimate = Bootstrap.estimate(pairable.size(), statistic);
        if (Double.isNaN(estimate)) {
            throw new BadInputException(
                    "spans",
                    "one value only, or no text with two annotators",
                    "texts of two annotators in which something is marked and something is not",
                    "Agreement beyond chance is not defined here.");
        }
        String method = "krippendorff-alpha-unitising (%s)".formatted(word());
        Interval interval =
                Bootstrap.interval(
                        pairable.size(), statistic, Bootstrap.REPLICATES, seed.derive(method));
        return Figure.withInterval(
                estimate,
                Math.min(estimate, interval.low()),
                Math.max(estimate, interval.high()),
                pairable.size(),
                method + ", percentile bootstrap over texts");
    }

    private String word() {
        return switch (this) {
            case UNITS_AND_LABELS -> "units and labels";
            case UNITS -> "units";
            case LABELS -> "labels";
        };
    }

    private List<String> labels(List<SpanText> texts) {
        var labels = new TreeSet<String>();
        for (SpanText text : texts) {
            for (List<LabelledSpan> spans : text.annotators()) {
                spans.forEach(span -> labels.add(value(span)));
            }
        }
        labels.add(NOTHING);
        return List.copyOf(labels);
    }

    private String value(LabelledSpan span) {
        return this == UNITS ? "marked" : "=" + span.label();
    }

    /** How long two annotators said each pair of values, [label][label]. */
    private double[][] coincidences(SpanText text, List<String> labels) {
        var cuts = new TreeSet<Double>();
        cuts.add(0.0);
        cuts.add(text.length());
        for (List<LabelledSpan> spans : text.annotators()) {
            for (LabelledSpan span : spans) {
                cuts.add(span.start());
                cuts.add(span.end());
            }
        }
        double[][] coincidences = new double[labels.size()][labels.size()];
        Double from = null;
        for (double to : cuts) {
            if (from != null) {
                int[] values = values(text, labels, (from + to) / 2);
                add(coincidences, values, to - from, labels.indexOf(NOTHING));
            }
            from = to;
        }
        return coincidences;
    }

    private int[] values(SpanText text, List<String> labels, double at) {
        int[] values = new int[text.annotators().size()];
        for (int annotator = 0; annotator < values.length; annotator++) {
            LabelledSpan found = null;
            for (LabelledSpan span : text.annotators().get(annotator)) {
                boolean here = span.start() < at && at < span.end();
                found = here && (found == null || span.start() > found.start()) ? span : found;
            }
            values[annotator] = labels.indexOf(found == null ? NOTHING : value(found));
        }
        return values;
    }

    private void add(double[][] coincidences, int[] values, double length, int nothing) {
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                boolean counts = this != LABELS || values[i] != nothing && values[j] != nothing;
                if (i != j && counts) {
                    coincidences[values[i]][values[j]] += length / (values.length - 1);
                }
            }
        }
    }

    /** 1 − observed ÷ expected disagreement; NaN where none is possible. */
    private static double alpha(List<double[][]> texts, int[] copies, int labels) {
        var totals = new TreeMap<Integer, Double>();
        double n = 0;
        double same = 0;
        for (int text = 0; text < copies.length; text++) {
            for (int a = 0; a < labels && copies[text] > 0; a++) {
                for (int b = 0; b < labels; b++) {
                    double length = copies[text] * texts.get(text)[a][b];
                    n += length;
                    same += a == b ? length : 0;
                    totals.merge(a, length, Double::sum);
                }
            }
        }
        double expected = n * n;
        for (double total : totals.values()) {
            expected -= total * total;
        }
        // Lengths are no counts: drawing a piece without return is drawing it with return.
        return expected <= 0 || n == 0 ? Double.NaN : 1 - n * (n - same) / expected;
    }
}
