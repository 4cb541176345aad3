package org.maslin.server.qualifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test, and what passing it grants.
 *
 * @param name of what is granted; batches ask for it by this name
 * @param passMark the share of right answers that passes
 * @param attempts how many an annotator has
 * @param validDays how long what was earned holds; for good if absent
 * @param tasks how many it has
 * @param mine how the one who asks stands with it; absent where it is not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Qualification(
        UUID id,
        UUID projectId,
        String name,
        double passMark,
        int attempts,
        @Nullable Integer validDays,
        boolean retired,
        int tasks,
        Instant createdAt,
        @Nullable Standing mine) {

    /**
     * How somebody stands with a test.
     *
     * @param used attempts that were begun
     * @param running whether one of them is not finished
     * @param held whether the qualification is held now
     * @param score of the last attempt that was finished
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Standing(
            int used,
            boolean running,
            boolean held,
            @Nullable Double score,
            @Nullable Instant expiresAt) {}

    Qualification with(Standing standing) {
        return new Qualification(
                id, projectId, name, passMark, attempts, validDays, retired, tasks, createdAt,
                standing);
    }
}
