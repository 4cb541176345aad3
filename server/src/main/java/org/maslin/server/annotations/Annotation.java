package org.maslin.server.annotations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;

/**
 * One annotator's whole answer to one task.
 *
 * @param label of the leading question, from which consensus is made; null if it has none
 * @param answers by question name, in the sample's own order
 * @param shown the order in which the candidates were shown
 * @param prediction the one that it began with, if any
 * @param origins by question name, of a question about regions by their ids: {@code prediction},
 *     {@code prediction-edited} or {@code human}; absent where no prediction was shown
 * @param revision 1 for the first answer; each later one counts up
 */
public record Annotation(
        UUID id,
        UUID taskId,
        String taskKey,
        Annotator annotator,
        @Nullable String label,
        Map<String, Object> answers,
        List<Integer> shown,
        int revision,
        int ontologyVersion,
        int guidelineVersion,
        @Nullable Double secondsActive,
        Instant submittedAt,
        @Nullable UUID prediction,
        @Nullable Map<String, Object> origins) {
    public Annotation {
        shown = List.copyOf(shown);
    }

    /** The same, its task called as the annotator knows it. */
    Annotation called(UUID task, String key) {
        return new Annotation(
                id,
                task,
                key,
                annotator,
                label,
                answers,
                shown,
                revision,
                ontologyVersion,
                guidelineVersion,
                secondsActive,
                submittedAt,
                prediction,
                origins);
    }

    /** The same, begun with this prediction. */
    Annotation begunWith(@Nullable UUID begun, @Nullable Map<String, Object> cameFrom) {
        return new Annotation(
                id,
                taskId,
                taskKey,
                annotator,
                label,
                answers,
                shown,
                revision,
                ontologyVersion,
                guidelineVersion,
                secondsActive,
                submittedAt,
                begun,
                cameFrom);
    }
}
