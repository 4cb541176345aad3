package org.maslin.server.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What work on a project needs to know of it; cheap to load, unlike its counts.
 *
 * @param gold null if it has no task whose answer is known
 */
public record ProjectTerms(
        UUID id,
        Ontology ontology,
        int guidelineVersion,
        int overlap,
        int leaseSeconds,
        @Nullable ReviewRule review,
        @Nullable GoldRule gold,
        boolean prefill) {

    /** Whether answers are looked at by reviewers. */
    public boolean isReviewed() {
        return review != null && review.levels() > 0;
    }

    /** Whether some tasks have a known answer, so that none may be told from the others. */
    public boolean isVeiled() {
        return gold != null;
    }
}
