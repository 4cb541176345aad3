package org.maslin.server.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.RefusedException;

/** The rules of chains: which links there are, which is next, what is shown. */
final class LoopFlow {

    private static final Comparator<ChainLink> IN_ORDER =
            Comparator.comparingInt(ChainLink::round).thenComparing(ChainLink::name);

    private LoopFlow() {}

    /** All links of a new chain, in the order in which they are made. */
    static List<ChainLink> links(int rounds) {
        var links = new ArrayList<ChainLink>();
        for (int round = 1; round <= rounds; round++) {
            for (LinkName name : LinkName.values()) {
                if (name.isOfEveryRound() || round == rounds) {
                    links.add(ChainLink.waiting(round, name));
                }
            }
        }
        return links;
    }

    /** The link to work on, or null when all are done. */
    static @Nullable ChainLink next(List<ChainLink> links) {
        return links.stream()
                .filter(link -> link.state() != LinkState.DONE)
                .min(IN_ORDER)
                .orElse(null);
    }

    /** Of every link the newest round that has begun, or else the first to come. */
    static List<ChainLink> newest(List<ChainLink> links) {
        Map<LinkName, ChainLink> newest = new EnumMap<>(LinkName.class);
        links.stream()
                .sorted(IN_ORDER)
                .forEach(
                        link -> {
                            if (link.state() == LinkState.WAITING) {
                                newest.putIfAbsent(link.name(), link);
                            } else {
                                newest.put(link.name(), link);
                            }
                        });
        return List.copyOf(newest.values());
    }

    /** The newest round that has begun. */
    static int round(List<ChainLink> links) {
        return begun(links).stream().mapToInt(ChainLink::round).max().orElse(1);
    }

    /** Every link that has begun, in order. */
    static List<ChainLink> begun(List<ChainLink> links) {
        return links.stream()
                .filter(link -> link.state() != LinkState.WAITING)
                .sorted(IN_ORDER)
                .toList();
    }

    static void requirePausable(ChainState state) {
        if (state != ChainState.RUNNING && state != ChainState.WAITING) {
            throw RefusedException.conflict(
                    "chain-not-running",
                    "The chain is %s.".formatted(word(state)),
                    "There is nothing to pause.");
        }
    }

    static void requireResumable(ChainState state) {
        if (state != ChainState.PAUSED && state != ChainState.FAILED) {
            throw RefusedException.conflict(
                    "chain-not-stopped",
                    "The chain is %s.".formatted(word(state)),
                    state == ChainState.DONE
                            ? "Start another one."
                            : "It goes on by itself; pause it first.");
        }
    }

    private static String word(ChainState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
