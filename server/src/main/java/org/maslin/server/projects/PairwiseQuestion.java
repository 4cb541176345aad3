package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of two candidates is better? The answer is {@code first}, {@code second} or {@code tie}.
 *
 * @param ties may the answer be a tie; false if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PairwiseQuestion(
        String name, String caption, @Nullable Boolean ties, @Nullable Asking asking)
        implements Question {

    public static final String FIRST = "first";
    public static final String SECOND = "second";
    public static final String TIE = "tie";

    public PairwiseQuestion {
        Question.checkHead(name, caption);
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        Classes.checkName(place, answer, labels());
    }

    @Override
    public Object own(Object answer, int[] shown) {
        if (answer.equals(TIE)) {
            return answer;
        }
        return shown[answer.equals(FIRST) ? 0 : 1] == 0 ? FIRST : SECOND;
    }

    /** A turn of two is its own way back. */
    @Override
    public Object asShown(Object answer, int[] shown) {
        return own(answer, shown);
    }

    @Override
    public String label(Object ownAnswer) {
        return (String) ownAnswer;
    }

    @Override
    public List<String> labels() {
        return Boolean.TRUE.equals(ties) ? List.of(FIRST, SECOND, TIE) : List.of(FIRST, SECOND);
    }

    @Override
    public Range candidates() {
        return new Range(2, 2);
    }
}
