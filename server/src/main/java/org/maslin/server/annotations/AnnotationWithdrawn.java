package org.maslin.server.annotations;

import java.util.UUID;

/** An answer was taken back, by its annotator or because it was rejected. */
public record AnnotationWithdrawn(UUID organisationId, UUID projectId, UUID taskId, UUID userId) {}
