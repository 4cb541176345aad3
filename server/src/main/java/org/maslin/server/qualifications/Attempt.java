package org.maslin.server.qualifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * An attempt at a test.
 *
 * @param attempt 1 for the first
 * @param score the share of right answers; absent until it is finished
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(
        UUID qualificationId,
        Annotator annotator,
        int attempt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Figure score,
        @Nullable Boolean passed) {}
