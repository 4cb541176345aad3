package org.maslin.server.tasks;

import java.util.UUID;

/** One sample to be answered by {@code overlap} annotators. */
public record Task(
        UUID id,
        UUID projectId,
        String key,
        UUID sampleId,
        TaskState state,
        int overlap,
        int answers) {}
