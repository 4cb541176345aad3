package org.maslin.server.loop;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chain with the newest numbers of every link.
 *
 * @param round the one that it is in
 * @param simulated whether answers of simulated raters count in it
 */
public record Chain(
        UUID id,
        String name,
        ChainState state,
        long seed,
        int round,
        int rounds,
        boolean simulated,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<ChainLink> links) {

    public Chain {
        links = List.copyOf(links);
    }
}
