package org.maslin.server.tasks;

import java.util.UUID;

/** A task has the answers that it needs. Told again if one was taken back and given anew. */
public record TaskCompleted(UUID organisationId, UUID projectId, UUID taskId) {}
