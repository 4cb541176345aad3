package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How well does it meet each criterion? The answer is an object: a whole number by criterion. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RubricQuestion(
        String name, String caption, List<Criterion> criteria, @Nullable Asking asking)
        implements Question {

    /**
     * One thing to judge.
     *
     * @param weight how much it counts in the whole; 1 if absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Criterion(
            String name, @Nullable String caption, int low, int high, @Nullable Double weight) {
        public Criterion {
            if (name.isBlank() || name.length() > 200) {
                throw Question.bad("criteria", "\"" + name + "\"", "a name of 1 to 200 characters");
            }
            if (low >= high) {
                throw Question.bad("criteria." + name, low + " to " + high, "low < high");
            }
        }
    }

    public RubricQuestion {
        Question.checkHead(name, caption);
        criteria = List.copyOf(criteria);
        var seen = new HashSet<String>();
        for (Criterion criterion : criteria) {
            if (!seen.add(criterion.name())) {
                throw Question.bad(
                        "criteria", "\"" + criterion.name() + "\" twice", "every name once");
            }
        }
        if (criteria.isEmpty()) {
            throw Question.bad("criteria", "none", "at least one criterion");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        checkDraft(place, answer, candidates);
        for (Criterion criterion : criteria) {
            if (((Map<?, ?>) answer).get(criterion.name()) == null) {
                throw Answers.wrong(
                        place + "." + criterion.name(), "nothing", "a mark for every criterion");
            }
        }
    }

    @Override
    public void checkDraft(String place, Object answer, int candidates) {
        Map<?, ?> marks = Answers.object(place, answer, "an object with a number by criterion");
        List<String> names = criteria.stream().map(Criterion::name).toList();
        for (Object name : marks.keySet()) {
            Classes.checkName(place, name, names);
        }
        for (Criterion criterion : criteria) {
            Object mark = marks.get(criterion.name());
            if (mark != null) {
                String at = place + "." + criterion.name();
                Answers.whole(at, mark, criterion.low(), criterion.high());
            }
        }
    }
}
