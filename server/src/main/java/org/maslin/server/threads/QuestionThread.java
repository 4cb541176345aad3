package org.maslin.server.threads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question and what was said about it.
 *
 * @param taskId the task that it is about, if it is about one
 * @param section the section of the guideline that it is about, if it is about one
 * @param guidelineVersion the version that the asker had before them
 * @param question what was asked first
 * @param answered whether somebody who checks work has said something
 * @param unread messages that the one who looks has not read
 */
public record QuestionThread(
        UUID id,
        UUID projectId,
        @Nullable UUID taskId,
        @Nullable String taskKey,
        @Nullable String section,
        int guidelineVersion,
        String question,
        ThreadState state,
        boolean answered,
        int messages,
        int unread,
        UUID askedBy,
        String askedByName,
        Instant createdAt,
        Instant updatedAt) {

    /** The same, with its task under this name. */
    QuestionThread about(UUID task, String key) {
        return new QuestionThread(
                id,
                projectId,
                task,
                key,
                section,
                guidelineVersion,
                question,
                state,
                answered,
                messages,
                unread,
                askedBy,
                askedByName,
                createdAt,
                updatedAt);
    }
}
