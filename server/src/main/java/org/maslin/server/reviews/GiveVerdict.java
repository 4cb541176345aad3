package org.maslin.server.reviews;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A verdict to give.
 *
 * @param answers with {@code fix} alone: the better answers, in the sample's own order
 * @param comments needed to reject
 */
public record GiveVerdict(
        Verdict verdict, @Nullable Map<String, Object> answers, @Nullable List<Comment> comments) {

    public GiveVerdict {
        comments = comments == null ? List.of() : List.copyOf(comments);
        if ((verdict == Verdict.FIX) == (answers == null)) {
            throw new BadInputException(
                    "answers",
                    answers == null ? "nothing" : "answers",
                    answers == null ? "the better answers" : "none, because nothing is fixed",
                    "Send answers with the verdict fix, and only with it.");
        }
        if (verdict == Verdict.REJECT && comments.isEmpty()) {
            throw new BadInputException(
                    "comments",
                    "none",
                    "at least one comment",
                    "Say to the annotator what is wrong.");
        }
    }

    List<Comment> commentsOrNone() {
        return comments == null ? List.of() : comments;
    }
}
