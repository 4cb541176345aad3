package org.maslin.server.annotations;

import java.util.UUID;
import org.maslin.server.projects.ProjectTerms;

/**
 * An answer was stored, for the first time or as a revision.
 *
 * @param terms the project's, under which it was given
 */
public record AnnotationSubmitted(
        UUID organisationId,
        UUID projectId,
        UUID taskId,
        Annotation annotation,
        ProjectTerms terms) {}
