package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * In which order are the candidates, the best first? The answer is a list of groups, each a list of
 * candidates that are as good as each other: {@code [[2], [0, 1]]}.
 *
 * @param ties may a group have more than one candidate; false if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RankingQuestion(
        String name, String caption, @Nullable Boolean ties, @Nullable Asking asking)
        implements Question {

    public RankingQuestion {
        Question.checkHead(name, caption);
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        List<?> groups = Answers.list(place, answer, "a list of groups of candidates");
        var ranked = new boolean[candidates];
        int count = 0;
        for (int i = 0; i < groups.size(); i++) {
            String at = place + "[" + i + "]";
            Object one = groups.get(i);
            List<?> group = Answers.list(at, one == null ? "null" : one, "a list of candidates");
            if (group.isEmpty()) {
                throw Answers.wrong(at, "an empty group", "a ranking without a gap");
            }
            if (group.size() > 1 && !Boolean.TRUE.equals(ties)) {
                throw Answers.wrong(at, group, "one candidate: this ranking has no ties");
            }
            for (Object candidate : group) {
                int number =
                        Answers.whole(
                                at, candidate == null ? "null" : candidate, 0, candidates - 1);
                if (ranked[number]) {
                    throw Answers.wrong(at, number + " again", "every candidate once");
                }
                ranked[number] = true;
                count++;
            }
        }
        if (count < candidates) {
            throw Answers.wrong(
                    place,
                    "%d of %d candidates".formatted(count, candidates),
                    "every candidate once");
        }
    }

    @Override
    public Object own(Object answer, int[] shown) {
        return turned(answer, number -> shown[number]);
    }

    @Override
    public Object asShown(Object answer, int[] shown) {
        return turned(answer, number -> Candidates.shownPlace(number, shown));
    }

    private static List<List<Integer>> turned(Object answer, IntUnaryOperator turn) {
        return ((List<?>) answer)
                .stream()
                        .map(
                                group ->
                                        ((List<?>) group)
                                                .stream()
                                                        .map(n -> ((Number) n).intValue())
                                                        .map(turn::applyAsInt)
                                                        .sorted()
                                                        .toList())
                        .toList();
    }

    @Override
    public Range candidates() {
        return new Range(2, Integer.MAX_VALUE);
    }
}
