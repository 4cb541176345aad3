package org.maslin.server.live;

import java.util.UUID;
import org.maslin.server.threads.ThreadMoved;

/** What happened to a question. */
record LiveThread(UUID projectId, UUID threadId, ThreadMoved.Kind kind) {}
