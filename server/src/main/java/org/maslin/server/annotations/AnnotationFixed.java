package org.maslin.server.annotations;

import java.util.UUID;

/** A reviewer's better answer took the place of an annotator's. */
public record AnnotationFixed(UUID organisationId, UUID projectId, UUID taskId) {}
