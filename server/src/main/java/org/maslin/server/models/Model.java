package org.maslin.server.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model on record.
 *
 * @param id SHA-256 of its {@code model.safetensors}
 * @param versionId the dataset version it was trained on
 * @param simulated whether answers of simulated raters shaped it
 */
public record Model(
        String id,
        String name,
        ModelKind kind,
        @Nullable String parentId,
        @Nullable String versionId,
        long parameters,
        long bytes,
        boolean simulated,
        Instant createdAt) {}
