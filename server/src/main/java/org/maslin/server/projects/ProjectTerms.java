package org.maslin.server.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What work on a project needs to know of it; cheap to load, unlike its counts. */
public record ProjectTerms(
        UUID id,
        Ontology ontology,
        int guidelineVersion,
        int overlap,
        int leaseSeconds,
        @Nullable ReviewRule review,
        boolean prefill) {

    /** Whether answers are looked at by reviewers. */
    public boolean isReviewed() {
        return review != null && review.levels() > 0;
    }
}
