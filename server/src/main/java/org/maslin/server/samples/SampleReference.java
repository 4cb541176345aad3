package org.maslin.server.samples;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a task needs to know of its sample.
 *
 * @param candidates how many there are
 * @param predictions what came with it in an import
 * @param gold the known answer that came with it in an import
 */
public record SampleReference(
        UUID id,
        String key,
        int candidates,
        @Nullable List<NewPrediction> predictions,
        @Nullable NewGold gold) {

    /** A sample of which nothing was predicted with its import. */
    public SampleReference(UUID id, String key, int candidates) {
        this(id, key, candidates, null, null);
    }
}
