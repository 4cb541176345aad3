package org.maslin.server.samples;

import java.util.List;
import java.util.UUID;
import org.maslin.security.Principal;

/** New samples of which some came with a known answer; told in the transaction of their import. */
public record SamplesKnown(Principal principal, UUID projectId, List<SampleReference> samples) {
    public SamplesKnown {
        samples = List.copyOf(samples);
    }
}
