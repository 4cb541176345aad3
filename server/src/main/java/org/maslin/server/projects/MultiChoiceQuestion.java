package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which classes are there? The answer is a list of names.
 *
 * @param least the fewest to name; 0 if absent
 * @param most the most to name; all if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MultiChoiceQuestion(
        String name,
        String caption,
        List<ChoiceClass> classes,
        @Nullable Integer least,
        @Nullable Integer most,
        @Nullable Asking asking)
        implements Question {

    public MultiChoiceQuestion {
        Question.checkHead(name, caption);
        classes = Classes.checked(classes, 1);
        int all = ChoiceClass.names(classes).size();
        int low = least == null ? 0 : least;
        int high = most == null ? all : most;
        if (low < 0 || low > high || high > all) {
            throw Question.bad(
                    "least and most",
                    low + " and " + high,
                    "0 ≤ least ≤ most ≤ " + all + ", the number of classes");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        checkCount(place, answer, least == null ? 0 : least);
    }

    @Override
    public void checkDraft(String place, Object answer, int candidates) {
        checkCount(place, answer, 0);
    }

    private void checkCount(String place, Object answer, int low) {
        List<?> named = Answers.list(place, answer, "a list of names of classes");
        List<String> allowed = ChoiceClass.names(classes);
        var seen = new HashSet<String>();
        for (int i = 0; i < named.size(); i++) {
            Object one = named.get(i);
            String at = place + "[" + i + "]";
            if (!seen.add(Classes.checkName(at, one == null ? "null" : one, allowed))) {
                throw Answers.wrong(at, one + " again", "every class once");
            }
        }
        int high = most == null ? allowed.size() : most;
        if (named.size() < low || named.size() > high) {
            throw Answers.wrong(
                    place, named.size() + " classes", "%d to %d classes".formatted(low, high));
        }
    }
}
