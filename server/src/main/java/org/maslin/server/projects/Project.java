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
        ProjectCounts counts,
        Instant createdAt) {}
