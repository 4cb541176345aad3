package org.maslin.server.reviews;

import java.util.List;
import java.util.UUID;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.projects.Question;
import org.maslin.server.samples.Content;

/**
 * A review leased to one reviewer, with all that is needed to give a verdict.
 *
 * @param content its candidates in the sample's own order, as the answers count them
 * @param earlier reviews of the same annotation
 */
public record ReviewTask(
        Review review,
        Annotation annotation,
        UUID sampleId,
        Content content,
        List<Question> questions,
        List<Review> earlier) {
    public ReviewTask {
        questions = List.copyOf(questions);
        earlier = List.copyOf(earlier);
    }
}
