package org.maslin.server.samples;

import java.util.List;
import java.util.UUID;
import org.maslin.security.Principal;

/** Samples were imported with predictions; told within the transaction that stores them. */
public record SamplesPredicted(Principal principal, UUID projectId, List<SampleReference> samples) {
    public SamplesPredicted {
        samples = List.copyOf(samples);
    }
}
