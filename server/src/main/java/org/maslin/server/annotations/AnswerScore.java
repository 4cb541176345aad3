package org.maslin.server.annotations;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.BestOfQuestion;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.DataQuestion;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.NumberQuestion;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RankingQuestion;
import org.maslin.server.projects.RatingQuestion;
import org.maslin.server.projects.RegionsQuestion;
import org.maslin.server.projects.RewriteQuestion;
import org.maslin.server.projects.RubricQuestion;
import org.maslin.server.projects.TextQuestion;

/**
 * How right an answer is, beside the one that is known: from 0 to 1 for each question of which the
 * answer is known. Choices must be the same; numbers may be off by a tolerance; texts are the same
 * in spite of case, spaces and punctuation at their ends; a ranking has the share of pairs in the
 * same order; regions have the F1 of those that match; data must be equal. Of a question that is
 * asked of each message or step, the mean of them counts.
 *
 * @param score the mean of all questions
 * @param correct whether every one of them is right
 * @param byQuestion the score of each question
 */
public record AnswerScore(double score, boolean correct, Map<String, Double> byQuestion) {

    private static final double ROUNDING = 1e-9;

    public AnswerScore {
        byQuestion = Map.copyOf(byQuestion);
    }

    /**
     * Scores answers in the sample's own order.
     *
     * @param tolerance by question, how far a number may be off
     * @param passAt from which score on a ranking, regions or a rubric are right
     */
    public static AnswerScore of(
            Ontology ontology,
            Map<String, Object> expected,
            Map<String, Object> given,
            Map<String, Double> tolerance,
            double passAt) {
        var scores = new TreeMap<String, Double>();
        boolean correct = true;
        for (Question question : ontology.questions()) {
            Object right = expected.get(question.name());
            if (right == null) {
                continue;
            }
            Object answer = given.get(question.name());
            double off = tolerance.getOrDefault(question.name(), 0.0);
            double score = answer == null ? 0 : score(question, right, answer, off);
            scores.put(question.name(), score);
            correct &= score >= (isGraded(question) ? passAt : 1) - ROUNDING;
        }
        double mean = scores.values().stream().mapToDouble(x -> x).average().orElse(0);
        return new AnswerScore(mean, correct && !scores.isEmpty(), scores);
    }

    private static boolean isGraded(Question question) {
        return question.each() != null
                || question instanceof RankingQuestion
                || question instanceof RegionsQuestion
                || question instanceof RubricQuestion;
    }

    private static double score(Question question, Object right, Object answer, double off) {
        if (question.each() == null) {
            return ofOne(question, right, answer, off);
        }
        List<?> expected = (List<?>) right;
        List<?> given = (List<?>) answer;
        return IntStream.range(0, expected.size())
                .filter(i -> expected.get(i) != null)
                .mapToDouble(
                        i ->
                                i >= given.size() || given.get(i) == null
                                        ? 0
                                        : ofOne(question, expected.get(i), given.get(i), off))
                .average()
                .orElse(1);
    }

    private static double ofOne(Question question, Object right, Object answer, double off) {
        return switch (question) {
            case ChoiceQuestion one -> share(right.equals(answer));
            case PairwiseQuestion one -> share(right.equals(answer));
            case BestOfQuestion one -> share(isNear(right, answer, 0));
            case MultiChoiceQuestion several -> share(set(right).equals(set(answer)));
            case RatingQuestion rating -> share(isNear(right, answer, off));
            case NumberQuestion number -> share(isNear(right, answer, off));
            case TextQuestion text -> share(plain(right).equals(plain(answer)));
            case RewriteQuestion text -> share(plain(right).equals(plain(answer)));
            case RankingQuestion ranking -> sameOrder((List<?>) right, (List<?>) answer);
            case RubricQuestion rubric -> sameMarks((Map<?, ?>) right, (Map<?, ?>) answer, off);
            case RegionsQuestion regions -> RegionMatch.f1((Map<?, ?>) right, (Map<?, ?>) answer);
            case DataQuestion data -> share(isEqual(right, answer));
        };
    }

    private static double share(boolean right) {
        return right ? 1 : 0;
    }

    private static HashSet<Object> set(Object list) {
        return new HashSet<>((List<?>) list);
    }

    private static boolean isNear(Object right, Object answer, double off) {
        double a = ((Number) right).doubleValue();
        double b = ((Number) answer).doubleValue();
        return Math.abs(a - b) <= off + ROUNDING * Math.max(1, Math.abs(a));
    }

    /** A text without what does not change its meaning. */
    static String plain(Object text) {
        return Normalizer.normalize(String.valueOf(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceAll("^[\\s\\p{Punct}]+|[\\s\\p{Punct}]+$", "");
    }

    /** The share of pairs of candidates that stand to each other as they should. */
    static double sameOrder(List<?> right, List<?> answer) {
        Map<Integer, Integer> a = places(right);
        Map<Integer, Integer> b = places(answer);
        List<Integer> all = List.copyOf(a.keySet());
        int pairs = 0;
        int same = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs++;
                int wanted = Integer.compare(place(a, all.get(i)), place(a, all.get(j)));
                int found = Integer.compare(place(b, all.get(i)), place(b, all.get(j)));
                same += wanted == found ? 1 : 0;
            }
        }
        return pairs == 0 ? 1 : (double) same / pairs;
    }

    private static int place(Map<Integer, Integer> places, Integer candidate) {
        return places.getOrDefault(candidate, -1);
    }

    private static Map<Integer, Integer> places(List<?> groups) {
        var places = new TreeMap<Integer, Integer>();
        for (int i = 0; i < groups.size(); i++) {
            for (Object candidate : (List<?>) groups.get(i)) {
                places.put(((Number) candidate).intValue(), i);
            }
        }
        return places;
    }

    private static double sameMarks(Map<?, ?> right, Map<?, ?> answer, double off) {
        long same =
                right.entrySet().stream()
                        .filter(
                                mark ->
                                        answer.get(mark.getKey()) instanceof Number given
                                                && isNear(mark.getValue(), given, off))
                        .count();
        return right.isEmpty() ? 1 : (double) same / right.size();
    }

    /** Whether two JSON values are the same; numbers by their value. */
    private static boolean isEqual(@Nullable Object right, @Nullable Object answer) {
        return switch (right) {
            case null -> answer == null;
            case Number number -> answer instanceof Number other && isNear(number, other, 0);
            case List<?> list ->
                    answer instanceof List<?> other
                            && list.size() == other.size()
                            && IntStream.range(0, list.size())
                                    .allMatch(i -> isEqual(list.get(i), other.get(i)));
            case Map<?, ?> map ->
                    answer instanceof Map<?, ?> other
                            && map.keySet().equals(other.keySet())
                            && map.entrySet().stream()
                                    .allMatch(e -> isEqual(e.getValue(), other.get(e.getKey())));
            default -> right.equals(answer);
        };
    }
}
