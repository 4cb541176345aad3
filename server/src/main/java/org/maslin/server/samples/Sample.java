package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;

/**
 * One record of a project's data.
 *
 * @param content absent in lists
 * @param metadata absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sample(
        UUID id,
        UUID projectId,
        String key,
        Split split,
        Origin origin,
        @Nullable Content content,
        @Nullable Map<String, Object> metadata,
        Instant createdAt) {}
