package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Write it better. The answer is the whole new text; it begins as the text or candidate shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RewriteQuestion(
        String name, String caption, @Nullable Integer longest, @Nullable Asking asking)
        implements Question {

    private static final int LONGEST = 1_000_000;

    public RewriteQuestion {
        Question.checkHead(name, caption);
        if (longest != null && (longest < 1 || longest > LONGEST)) {
            throw Question.bad("longest", longest.toString(), "1 to 1,000,000");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        String text = Answers.text(place, answer);
        int most = longest == null ? LONGEST : longest;
        if (text.isBlank() || text.length() > most) {
            throw Answers.wrong(
                    place, text.length() + " characters", "1 to %d characters".formatted(most));
        }
    }
}
