package org.maslin.server.live;

import java.util.UUID;
import org.maslin.server.tasks.BatchState;

/** A batch that has another state. */
record LiveBatch(UUID projectId, UUID batchId, BatchState state) {}
