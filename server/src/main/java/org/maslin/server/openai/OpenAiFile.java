package org.maslin.server.openai;

import java.time.Instant;
import java.util.UUID;

/** A file that a client sent. */
record OpenAiFile(
        UUID id, String name, String purpose, String blob, long bytes, Instant createdAt) {}
