package org.maslin.server.jobs;

import java.util.UUID;

/** A job of this process has ended, well or not. */
public record JobFinished(UUID organisationId, UUID jobId, JobState state) {}
