package org.maslin.server.tasks;

import java.util.UUID;

/** A batch has another state. */
public record BatchMoved(UUID organisationId, UUID projectId, UUID batchId, BatchState state) {}
