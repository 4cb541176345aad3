package org.maslin.server.models;

import org.jspecify.annotations.Nullable;

/**
 * A model to put on record.
 *
 * @param card what it is, made from what, for what, with which limits; Markdown
 */
public record NewModel(
        String name,
        ModelKind kind,
        @Nullable String parentId,
        @Nullable String versionId,
        long parameters,
        boolean simulated,
        String card) {}
