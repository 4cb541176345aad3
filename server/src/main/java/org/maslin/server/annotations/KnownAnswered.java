package org.maslin.server.annotations;

import java.util.UUID;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.tasks.Purpose;

/**
 * A task whose answer is known was answered, and the answer scored.
 *
 * @param terms the project's, under which it was given
 */
public record KnownAnswered(
        UUID organisationId,
        UUID projectId,
        UUID userId,
        UUID assignmentId,
        UUID taskId,
        Purpose purpose,
        ProjectTerms terms) {}
