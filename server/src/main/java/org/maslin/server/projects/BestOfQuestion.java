package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Which of several candidates is the best? The answer is its number, from 0. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BestOfQuestion(String name, String caption, @Nullable Asking asking)
        implements Question {

    public BestOfQuestion {
        Question.checkHead(name, caption);
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        Answers.whole(place, answer, 0, candidates - 1);
    }

    @Override
    public Object own(Object answer, int[] shown) {
        return shown[((Number) answer).intValue()];
    }

    @Override
    public Object asShown(Object answer, int[] shown) {
        return Candidates.shownPlace(((Number) answer).intValue(), shown);
    }

    @Override
    public String label(Object ownAnswer) {
        return String.valueOf(((Number) ownAnswer).intValue());
    }

    @Override
    public Range candidates() {
        return new Range(2, Integer.MAX_VALUE);
    }
}
