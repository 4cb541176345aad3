package org.maslin.server.annotations;

import java.util.UUID;

/** An answer was taken back. */
public record AnnotationWithdrawn(UUID organisationId, UUID projectId, UUID taskId) {}
