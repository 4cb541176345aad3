package org.maslin.server.scale;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tasks that go together. */
record ScaleBatch(
        String id,
        String name,
        String projectId,
        String project,
        Status status,
        Kind kind,
        @Nullable String callback,
        ObjectNode metadata,
        @Nullable Integer priority,
        Instant createdAt) {

    /** Where a batch is; one that is staging is not worked on. */
    enum Status {
        STAGING,
        IN_PROGRESS,
        COMPLETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Status named(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            return null;
        }
    }

    /** What a batch is for. */
    enum Kind {
        PRODUCTION("Production"),
        CALIBRATION("Calibration"),
        SELF_LABEL("SelfLabel");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
