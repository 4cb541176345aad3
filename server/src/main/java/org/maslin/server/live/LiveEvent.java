package org.maslin.server.live;

import java.util.UUID;

/**
 * The newest about one thing.
 *
 * @param number counts up within a channel
 * @param subject the job or the project
 * @param data JSON in one line
 */
record LiveEvent(long number, LiveKind kind, UUID subject, String data) {}
