package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Say it in words. The answer is a text.
 *
 * @param shortest characters; 1 if absent
 * @param longest characters; 20,000 if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextQuestion(
        String name,
        String caption,
        @Nullable Integer shortest,
        @Nullable Integer longest,
        @Nullable Asking asking)
        implements Question {

    private static final int LONGEST = 1_000_000;
    private static final int USUAL = 20_000;

    public TextQuestion {
        Question.checkHead(name, caption);
        int low = shortest == null ? 1 : shortest;
        int high = longest == null ? USUAL : longest;
        if (low < 0 || low > high || high > LONGEST) {
            throw Question.bad(
                    "shortest and longest",
                    low + " and " + high,
                    "0 ≤ shortest ≤ longest ≤ 1,000,000");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        checkLength(place, answer, shortest == null ? 1 : shortest);
    }

    @Override
    public void checkDraft(String place, Object answer, int candidates) {
        checkLength(place, answer, 0);
    }

    private void checkLength(String place, Object answer, int low) {
        int length = Answers.text(place, answer).length();
        int high = longest == null ? USUAL : longest;
        if (length < low || length > high) {
            throw Answers.wrong(
                    place, length + " characters", "%d to %d characters".formatted(low, high));
        }
    }
}
