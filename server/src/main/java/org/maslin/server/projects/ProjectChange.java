package org.maslin.server.projects;

import org.jspecify.annotations.Nullable;

/** What to change of a project; what is absent stays. */
public record ProjectChange(
        @Nullable String name,
        @Nullable Integer overlap,
        @Nullable Integer leaseSeconds,
        @Nullable ReviewRule review,
        @Nullable Price price) {

    public ProjectChange {
        if (name != null) {
            NewProject.checkName(name);
        }
        NewProject.checkRange("overlap", overlap, 1, 1000);
        NewProject.checkRange("leaseSeconds", leaseSeconds, 30, 86_400);
    }
}
