package org.maslin.server.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.Question;
import org.maslin.server.samples.Content;

/**
 * A task leased to one annotator, with all that is needed to answer it.
 *
 * @param content its candidates in the order to show, without their models
 * @param prediction present where the project begins with predictions, and there is one
 * @param draft the unfinished answer, or the submitted one
 * @param purpose training or test; absent for all else
 */
public record Assignment(
        UUID id,
        UUID taskId,
        UUID projectId,
        String taskKey,
        AssignmentState state,
        Instant leaseUntil,
        Content content,
        List<Question> questions,
        int ontologyVersion,
        int guidelineVersion,
        @Nullable Map<String, Object> draft,
        Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Purpose purpose,
        @Nullable Prediction prediction) {

    /**
     * What a model answered, to begin with.
     *
     * @param answers as shown; not every question has one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Prediction(
            UUID id,
            String model,
            @Nullable String modelVersion,
            @Nullable Double score,
            Map<String, Object> answers) {}

    /**
     * How far the annotator is in the project.
     *
     * @param mine answers of mine
     * @param open tasks I could still answer; counted up to 500
     */
    public record Progress(int mine, int open) {}
}
