package org.maslin.server.loop;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.training.PolicyMethod;

/**
 * A chain with the numbers of its links.
 *
 * @param method how policies are trained
 * @param workers how many processes train together
 * @param simulated whether answers of simulated raters are in it
 * @param links in order; of each the newest round
 */
public record Chain(
        UUID id,
        String name,
        ChainState state,
        long seed,
        int round,
        int rounds,
        PolicyMethod method,
        int workers,
        boolean simulated,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<ChainLink> links) {

    public Chain {
        links = List.copyOf(links);
    }
}
