package org.maslin.server.consensus;

import java.util.UUID;

/** The consensus of a project was brought up to date. */
public record ConsensusChanged(UUID organisationId, UUID projectId, long answers) {}
