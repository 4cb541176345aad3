package org.maslin.server.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Bootstrap;
import org.maslin.quality.Interval;
import org.maslin.quality.Judgement;
import org.maslin.quality.WinRate;
import org.maslin.server.annotations.Answer;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.synth.text.Grade;
import org.maslin.synth.text.Grader;

/** The arithmetic of an evaluation: what the grader says, and what the judges say. */
public final class EvaluationFlow {

    private static final String NOBODY = "nobody: the same text";
    private static final int POINTS = 20;

    private EvaluationFlow() {}

    /** What can be said of the completions without any judge. */
    static Map<String, Figure> graded(List<Compared> compared, Grader grader, Seed seed) {
        var figures = new LinkedHashMap<String, Figure>();
        both(figures, "well-formed", compared, grader, Grade::wellFormed, false);
        both(figures, "correct", compared, grader, grade -> grade.correct() == 1, false);
        both(figures, "greedy-correct", compared, grader, grade -> grade.correct() == 1, true);
        figures.put("kl", mean(compared, Compared::logRatio, seed.derive("kl")));
        figures.put(
                "words", mean(compared, one -> (double) words(one.policy()), seed.derive("words")));
        figures.put(
                "words-base",
                mean(compared, one -> (double) words(one.base()), seed.derive("words-base")));
        figures.put("distinct-2", distinct(compared, Compared::policy));
        figures.put("distinct-2-base", distinct(compared, Compared::base));
        return figures;
    }

    private static void both(
            Map<String, Figure> figures,
            String name,
            List<Compared> compared,
            Grader grader,
            Predicate<Grade> holds,
            boolean greedy) {
        Function<Compared, String> ours = greedy ? Compared::policyGreedy : Compared::policy;
        Function<Compared, String> theirs = greedy ? Compared::baseGreedy : Compared::base;
        figures.put(name, share(compared, grader, ours, holds));
        figures.put(name + "-base", share(compared, grader, theirs, holds));
    }

    private static Figure share(
            List<Compared> compared,
            Grader grader,
            Function<Compared, String> completion,
            Predicate<Grade> holds) {
        long hits =
                compared.stream()
                        .filter(
                                one ->
                                        holds.test(
                                                grader.grade(one.prompt(), completion.apply(one))))
                        .count();
        int n = compared.size();
        Interval interval = Interval.wilson(hits, n);
        return Figure.withInterval(
                (double) hits / n, interval.low(), interval.high(), n, "share, Wilson");
    }

    private static Figure mean(
            List<Compared> compared, Function<Compared, Double> number, Seed seed) {
        double[] values = compared.stream().mapToDouble(number::apply).toArray();
        Bootstrap.Statistic mean = copies -> weightedMean(values, copies);
        Interval interval = Bootstrap.interval(values.length, mean, Bootstrap.REPLICATES, seed);
        return Figure.withInterval(
                Bootstrap.estimate(values.length, mean),
                interval.low(),
                interval.high(),
                values.length,
                "mean over prompts, bootstrap");
    }

    private static double weightedMean(double[] values, int[] copies) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += copies[i] * values[i];
            n += copies[i];
        }
        return sum / n;
    }

    /** Different pairs of neighbouring words over all of them (distinct-2, Li et al. 2016). */
    private static Figure distinct(List<Compared> compared, Function<Compared, String> completion) {
        var different = new HashSet<String>();
        long all = 0;
        for (Compared one : compared) {
            String[] words = completion.apply(one).strip().split("\\s+");
            for (int i = 0; i + 1 < words.length; i++) {
                different.add(words[i] + " " + words[i + 1]);
                all++;
            }
        }
        return Figure.withoutInterval(
                all == 0 ? 0 : (double) different.size() / all, all, "distinct-2");
    }

    /**
     * The judges' verdicts, seen from the model: each answered pair as often as it was judged, and
     * each pair of equal texts as one tie that nobody was asked about.
     */
    static List<Judgement> judgements(List<Compared> compared, List<Answer> answers) {
        Map<String, Compared> byKey = new HashMap<>();
        var judgements = new ArrayList<Judgement>();
        for (Compared one : compared) {
            byKey.put(one.key(), one);
            if (one.same()) {
                judgements.add(new Judgement(one.key(), NOBODY, 0.5, 0));
            }
        }
        for (Answer answer : answers) {
            Compared one = byKey.get(promptKey(answer.taskKey()));
            if (!answer.withdrawn() && one != null) {
                judgements.add(
                        new Judgement(
                                one.key(),
                                answer.annotator().name(),
                                outcome(answer.label()),
                                words(one.policy()) - words(one.base())));
            }
        }
        return judgements;
    }

    /** The win-rate, the same at equal length, and the outcome of each prompt. */
    public static Measured measured(List<Judgement> judgements, Seed seed) {
        var rates = new WinRate(judgements);
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("win-rate", rates.rate(seed.derive("win-rate")));
        figures.put("length-matched-win-rate", rates.lengthMatched(seed.derive("length-matched")));
        return new Measured(figures, List.copyOf(rates.outcomes().values()));
    }

    /** The win-rate over ever more of the answers, as they arrived. */
    static List<Evaluation.Point> series(List<Compared> compared, List<Answer> answers, Seed seed) {
        List<Answer> arrived =
                answers.stream().sorted(Comparator.comparing(Answer::annotationId)).toList();
        var points = new ArrayList<Evaluation.Point>();
        for (int point = 1; point <= POINTS; point++) {
            int n = arrived.size() * point / POINTS;
            if (n > 0 && (points.isEmpty() || n > points.getLast().answers())) {
                var rates = new WinRate(judgements(compared, arrived.subList(0, n)));
                points.add(new Evaluation.Point(n, rates.rate(seed.derive("series"))));
            }
        }
        return points;
    }

    static String taskKey(String prompt, int order) {
        return prompt + "/" + order;
    }

    private static String promptKey(String taskKey) {
        return taskKey.substring(0, taskKey.lastIndexOf('/'));
    }

    /** The candidates of a comparison are the base, then the model. */
    private static double outcome(String label) {
        return switch (label) {
            case PairwiseQuestion.SECOND -> 1;
            case PairwiseQuestion.FIRST -> 0;
            default -> 0.5;
        };
    }

    private static int words(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? 0 : bare.split("\\s+").length;
    }
}
