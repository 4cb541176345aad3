package org.maslin.server.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A look at one revision of an annotation.
 *
 * @param level 1 for the first reviewer of an answer
 * @param reviewerId null if the rule accepted it without a reviewer
 * @param risk how likely a reviewer finds fault with it; null until that was judged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Review(
        UUID id,
        UUID projectId,
        UUID annotationId,
        UUID taskId,
        String taskKey,
        int revision,
        int level,
        ReviewState state,
        @Nullable UUID reviewerId,
        @Nullable Instant leaseUntil,
        @Nullable Verdict verdict,
        List<Comment> comments,
        @Nullable Instant doneAt,
        @Nullable Double risk) {
    public Review {
        comments = List.copyOf(comments);
    }

    /**
     * The same, its task called as the annotator knows it, who does not learn what was expected.
     */
    Review called(UUID task, String key) {
        return new Review(
                id,
                projectId,
                annotationId,
                task,
                key,
                revision,
                level,
                state,
                reviewerId,
                leaseUntil,
                verdict,
                comments,
                doneAt,
                null);
    }
}
