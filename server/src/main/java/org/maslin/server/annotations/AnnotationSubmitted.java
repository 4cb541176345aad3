package org.maslin.server.annotations;

import java.util.UUID;

/** An answer was stored, for the first time or as a revision. */
public record AnnotationSubmitted(UUID organisationId, UUID projectId, UUID taskId) {}
