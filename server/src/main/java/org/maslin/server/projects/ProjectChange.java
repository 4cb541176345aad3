package org.maslin.server.projects;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a project; what is absent stays.
 *
 * @param prefill whether tasks begin with what a model predicted
 */
public record ProjectChange(
        @Nullable String name,
        @Nullable Integer overlap,
        @Nullable Integer leaseSeconds,
        @Nullable ReviewRule review,
        @Nullable Price price,
        @Nullable Boolean prefill) {

    public ProjectChange {
        if (name != null) {
            NewProject.checkName(name);
        }
        NewProject.checkRange("overlap", overlap, 1, 1000);
        NewProject.checkRange("leaseSeconds", leaseSeconds, 30, 86_400);
    }
}
