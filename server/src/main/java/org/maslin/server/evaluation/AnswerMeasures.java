package org.maslin.server.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Bootstrap;
import org.maslin.quality.Interval;
import org.maslin.synth.text.Grade;
import org.maslin.synth.text.Grader;

/**
 * Numbers of two models' answers that need no judge: how many are well-formed and correct by the
 * recipe that asked, how far the model has drifted from the base (the mean log-ratio of its own
 * answers, an estimate of the Kullback–Leibler divergence), how long and how varied the answers
 * are.
 */
final class AnswerMeasures {

    private final Grader grader;
    private final Seed seed;
    private final List<AnswerPair> pairs;

    AnswerMeasures(Grader grader, Seed seed, List<AnswerPair> pairs) {
        this.grader = grader;
        this.seed = seed;
        this.pairs = pairs;
    }

    Map<String, Figure> figures() {
        var figures = new TreeMap<String, Figure>();
        add(figures, "", AnswerPair::model, AnswerPair::greedyModel);
        add(figures, "-base", AnswerPair::base, AnswerPair::greedyBase);
        figures.put(
                "kl",
                mean("mean log-ratio to the base", pairs, AnswerPair::drift));
        return figures;
    }

    private void add(
            Map<String, Figure> figures,
            String suffix,
            Function<AnswerPair, String> drawn,
            Function<AnswerPair, String> greedy) {
        List<Grade> grades = grades(drawn);
        figures.put("well-formed" + suffix, wellFormed(grades));
        figures.put("correct" + suffix, mean("mean correctness", grades, Grade::correct));
        figures.put("words" + suffix, mean("mean words", grades, Grade::words));
        figures.put(
                "greedy-correct" + suffix,
                mean("mean correctness", grades(greedy), Grade::correct));
        figures.put("distinct-2" + suffix, distinctPairs(pairs.stream().map(drawn).toList()));
    }

    private List<Grade> grades(Function<AnswerPair, String> answer) {
        return pairs.stream()
                .map(pair -> grader.grade(pair.prompt(), answer.apply(pair)))
                .toList();
    }

    private static Figure wellFormed(List<Grade> grades) {
        long good = grades.stream().filter(Grade::wellFormed).count();
        int n = grades.size();
        Interval interval = Interval.wilson(good, n);
        return Figure.withInterval(
                (double) good / n, interval.low(), interval.high(), n, "share, Wilson");
    }

    private <T> Figure mean(String what, List<T> rows, ToDoubleFunction<T> number) {
        double[] values = rows.stream().mapToDouble(number).toArray();
        Bootstrap.Statistic mean = copies -> mean(values, copies);
        Interval interval =
                Bootstrap.interval(values.length, mean, Bootstrap.REPLICATES, seed.derive(what));
        return Figure.withInterval(
                Bootstrap.estimate(values.length, mean),
                interval.low(),
                interval.high(),
                values.length,
                "%s, percentile bootstrap over prompts, %d replicates"
                        .formatted(what, Bootstrap.REPLICATES));
    }

    private static double mean(double[] values, int[] copies) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += copies[i] * values[i];
            n += copies[i];
        }
        return sum / n;
    }

    /** distinct-2: different pairs of neighbouring words, over all such pairs. */
    static Figure distinctPairs(List<String> answers) {
        var different = new HashSet<String>();
        long all = 0;
        for (String answer : answers) {
            String[] words = answer.strip().split("\\s+");
            for (int i = 0; i + 1 < words.length; i++) {
                different.add(words[i] + " " + words[i + 1]);
                all++;
            }
        }
        return Figure.withoutInterval(
                all == 0 ? 0 : (double) different.size() / all, all, "distinct-2");
    }
}
