package org.maslin.server.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A labeling effort with its current ontology and guideline. */
public record Project(
        UUID id,
        String name,
        Ontology ontology,
        Guideline guideline,
        int overlap,
        int leaseSeconds,
        @Nullable ReviewRule review,
        @Nullable Price price,
        boolean prefill,
        @Nullable UUID chainId,
        ProjectState state,
        ProjectCounts counts,
        Instant createdAt) {

    /** The same with what concerns the one who asks, and no more. */
    Project withOwnCounts() {
        return new Project(
                id,
                name,
                ontology,
                guideline,
                overlap,
                leaseSeconds,
                review,
                price,
                prefill,
                chainId,
                state,
                counts.own(),
                createdAt);
    }
}
