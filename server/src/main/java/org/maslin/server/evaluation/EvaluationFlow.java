package org.maslin.server.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Bootstrap;
import org.maslin.quality.Interval;
import org.maslin.quality.Judgement;
import org.maslin.quality.WinRate;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.synth.text.Grade;
import org.maslin.synth.text.Grader;

/** The arithmetic of an evaluation: what the grader says, and what the judges say. */
public final class EvaluationFlow {

    private static final String NOBODY = "nobody: the same text";
    private static final int POINTS = 20;
    private static final String WIN_RATE = "win-rate";
    static final String REWARD_ACCURACY = "reward-accuracy";

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

    /** Each prompt with both answers and its verdicts, in the order of the prompts. */
    static List<JudgedPrompt> prompts(
            List<Compared> compared, List<Answer> answers, Grader grader) {
        Map<String, List<JudgedPrompt.Verdict>> said = new HashMap<>();
        for (Answer answer : answers) {
            if (!answer.withdrawn()) {
                said.computeIfAbsent(promptKey(answer.taskKey()), key -> new ArrayList<>())
                        .add(verdict(answer));
            }
        }
        var prompts = new ArrayList<JudgedPrompt>();
        for (Compared one : compared) {
            prompts.add(
                    JudgedPrompt.open(prompts.size(), one, grader.topic(one.prompt()))
                            .judged(said.getOrDefault(one.key(), List.of())));
        }
        return prompts;
    }

    private static JudgedPrompt.Verdict verdict(Answer answer) {
        return new JudgedPrompt.Verdict(
                isSwapped(answer.taskKey()) ? JudgedPrompt.First.MODEL : JudgedPrompt.First.BASE,
                switch (answer.label()) {
                    case PairwiseQuestion.SECOND -> JudgedPrompt.Preferred.MODEL;
                    case PairwiseQuestion.FIRST -> JudgedPrompt.Preferred.BASE;
                    default -> JudgedPrompt.Preferred.NEITHER;
                },
                answer.annotator().kind() == AnnotatorKind.SIMULATED);
    }

    /** How often judges who preferred one preferred the answer that they saw first. */
    static Figure firstPreferred(List<JudgedPrompt> prompts) {
        long first = 0;
        long sure = 0;
        for (JudgedPrompt prompt : prompts) {
            for (JudgedPrompt.Verdict verdict : prompt.verdicts()) {
                if (verdict.preferred() != JudgedPrompt.Preferred.NEITHER) {
                    sure++;
                    first += verdict.preferred().name().equals(verdict.first().name()) ? 1 : 0;
                }
            }
        }
        String method = "share of judgements that are no tie, Wilson";
        if (sure == 0) {
            return Figure.withoutInterval(0.5, 0, method);
        }
        Interval interval = Interval.wilson(first, sure);
        return Figure.withInterval(
                (double) first / sure, interval.low(), interval.high(), sure, method);
    }

    /** What is known of each subset: the reward model's accuracy, and the win-rate so far. */
    static Map<String, Map<String, Figure>> subsets(
            Map<String, Map<String, Figure>> known,
            List<JudgedPrompt> prompts,
            List<Judgement> judgements,
            Seed seed) {
        Map<String, String> subsetOf = new HashMap<>();
        for (JudgedPrompt prompt : prompts) {
            if (prompt.subset() != null) {
                subsetOf.put(prompt.key(), prompt.subset());
            }
        }
        Map<String, List<Judgement>> bySubset = new TreeMap<>();
        for (Judgement judgement : judgements) {
            String subset = subsetOf.get(judgement.prompt());
            if (subset != null) {
                bySubset.computeIfAbsent(subset, name -> new ArrayList<>()).add(judgement);
            }
        }
        Map<String, Map<String, Figure>> subsets = new TreeMap<>(known);
        bySubset.forEach(
                (name, own) -> {
                    var figures = new LinkedHashMap<>(known.getOrDefault(name, Map.of()));
                    figures.put(WIN_RATE, new WinRate(own).rate(seed.derive("subset", name)));
                    subsets.put(name, figures);
                });
        return subsets;
    }

    /** The reward model's accuracies as what is known of subsets. */
    static Map<String, Map<String, Figure>> subsets(Map<String, Figure> rewardAccuracy) {
        Map<String, Map<String, Figure>> subsets = new TreeMap<>();
        rewardAccuracy.forEach(
                (name, accuracy) -> subsets.put(name, Map.of(REWARD_ACCURACY, accuracy)));
        return subsets;
    }

    /** The win-rate, the same at equal length, and the outcome of each prompt. */
    public static Measured measured(List<Judgement> judgements, Seed seed) {
        var rates = new WinRate(judgements);
        var figures = new LinkedHashMap<String, Figure>();
        figures.put(WIN_RATE, rates.rate(seed.derive("win-rate")));
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

    private static boolean isSwapped(String taskKey) {
        return taskKey.endsWith("/1");
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
