package org.maslin.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.Together;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.ProjectTerms;

/** Finds the place that an annotator gets next, and what is left for them. */
final class Claims {

    private static final Duration LONG_SEARCH = Duration.ofMillis(50);
    private static final int SHARE_OF_SEARCHES = 20;

    /** One transaction at a time: who comes meanwhile shares the next. */
    private static final int LANES = 1;

    private static final Duration LIFE_OF_FREE = Duration.ofSeconds(1);
    private static final int MOST_KNOWN = 10_000;

    private record Searcher(UUID user, UUID project) {}

    private final Transactions transactions;
    private final ClaimStore store;
    private final OpenBatches batches;
    private final KnownTasks knownTasks;
    private final Veils veils;
    private final Ids ids;
    private final InstantSource clock;
    private final Cursors cursors = new Cursors();
    private final OpenCounts openCounts = new OpenCounts();
    private final Lately<List<UUID>, Integer> free = new Lately<>(LIFE_OF_FREE, MOST_KNOWN);
    private final Map<Searcher, Long> searchedUntil = new ConcurrentHashMap<>();
    private final Together<ClaimStore.Claim, ClaimStore.Claimed> together;

    Claims(
            Transactions transactions,
            ClaimStore store,
            OpenBatches batches,
            KnownTasks knownTasks,
            Veils veils,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.batches = batches;
        this.knownTasks = knownTasks;
        this.veils = veils;
        this.ids = ids;
        this.clock = clock;
        this.together = new Together<>(LANES, all -> transactions.alone(() -> store.claim(all)));
    }

    /**
     * Leases the next task of these batches for me.
     *
     * @param open the batches, the best first
     * @param ahead how many leases I may hold at once; with that many, the last of them comes back
     * @return without work when there is nothing to do
     */
    ClaimStore.Claimed next(Principal principal, ProjectTerms terms, List<UUID> open, int ahead) {
        Cursors.Hints here = hints(principal, open);
        ClaimStore.Claimed claimed = claim(principal, terms, open, here, ahead);
        return claimed.work() == null ? searchAgain(principal, terms, open, here, ahead) : claimed;
    }

    /** The batches to claim from; none for who gets no more tasks. */
    List<UUID> openTo(Principal principal, ProjectTerms terms) {
        UUID organisation = principal.organisationId();
        UUID me = principal.userId();
        return terms.isVeiled() && knownTasks.isStopped(organisation, terms.id(), me)
                ? List.of()
                : batches.of(organisation, terms.id(), me);
    }

    private ClaimStore.Claimed claim(
            Principal principal,
            ProjectTerms terms,
            List<UUID> open,
            Cursors.Hints from,
            int ahead) {
        UUID organisation = principal.organisationId();
        Instant at = now();
        ClaimStore.Claimed claimed =
                together.call(
                        principal.userId(),
                        new ClaimStore.Claim(
                                organisation,
                                terms.id(),
                                open,
                                from,
                                principal.userId(),
                                ids.next(),
                                ids.next(),
                                at,
                                at.plusSeconds(terms.leaseSeconds()),
                                ahead,
                                secret(organisation, terms),
                                terms.gold() == null ? GoldRule.NONE : terms.gold()));
        if (claimed.batch() != null && claimed.next() != null) {
            UUID batch = open.get(claimed.batch() - 1);
            if (!claimed.next().equals(claimed.firstFree())) {
                cursors.pass(organisation, principal.userId(), batch, claimed.next());
            }
            if (claimed.firstFree() != null) {
                cursors.raise(batch, claimed.firstFree(), from.generation());
            }
        }
        return claimed;
    }

    private byte @Nullable [] secret(UUID organisation, ProjectTerms terms) {
        Veil veil = terms.isVeiled() ? veils.of(organisation) : null;
        return veil == null ? null : veil.secret();
    }

    /**
     * From the start, for places come back behind the one who passed them. Where so much is
     * searched in vain that it takes long, it is not done all the time.
     */
    private ClaimStore.Claimed searchAgain(
            Principal principal,
            ProjectTerms terms,
            List<UUID> open,
            Cursors.Hints here,
            int ahead) {
        var searcher = new Searcher(principal.userId(), terms.id());
        long start = System.nanoTime();
        boolean searchedLately = searchedUntil.getOrDefault(searcher, start) - start > 0;
        boolean returned = returnExpired(principal.organisationId()) > 0;
        if (!returned && (searchedLately || here.areNone())) {
            return ClaimStore.Claimed.NOTHING;
        }
        ClaimStore.Claimed claimed = claim(principal, terms, open, cursors.none(open), ahead);
        long took = System.nanoTime() - start;
        if (claimed.work() == null && took > LONG_SEARCH.toNanos()) {
            searchedUntil.put(searcher, start + SHARE_OF_SEARCHES * took);
        } else {
            searchedUntil.remove(searcher);
        }
        return claimed;
    }

    Assignment.Progress progress(
            Principal principal, ProjectTerms terms, List<UUID> open, int mine) {
        UUID me = principal.userId();
        return new Assignment.Progress(
                mine,
                openCounts.of(
                        me,
                        terms.id(),
                        () ->
                                transactions.read(
                                        principal.organisationId(),
                                        () -> open(principal, terms, open))));
    }

    /** Counted one by one only where it may be few, or where what is free may be theirs already. */
    private int open(Principal principal, ProjectTerms terms, List<UUID> open) {
        UUID me = principal.userId();
        Cursors.Hints from = hints(principal, open);
        boolean many = terms.overlap() == 1 && free(open, from) >= OpenCounts.MOST;
        int tasks = many ? OpenCounts.MOST : store.openTo(open, from, me, OpenCounts.MOST);
        return terms.isVeiled()
                ? store.withGold(principal.organisationId(), terms.id(), me, tasks, OpenCounts.MOST)
                : tasks;
    }

    private int free(List<UUID> open, Cursors.Hints from) {
        Integer counted = free.get(open, () -> store.free(open, from, OpenCounts.MOST));
        return counted == null ? 0 : counted;
    }

    private Cursors.Hints hints(Principal principal, List<UUID> open) {
        UUID organisation = principal.organisationId();
        return cursors.of(
                organisation,
                principal.userId(),
                open,
                batch -> transactions.read(organisation, () -> store.firstFree(batch)));
    }

    /** Gives back the places of all leases of an organisation that have run out. */
    int returnExpired(UUID organisation) {
        int returned = transactions.write(organisation, () -> store.returnExpired(now()));
        if (returned > 0) {
            placesCameBack();
        }
        return returned;
    }

    void placesCameBack() {
        cursors.forgetFloors();
        searchedUntil.clear();
    }

    /** Lets everybody search from the start: tasks were added, or their order has changed. */
    void reordered() {
        cursors.forgetAll();
        placesCameBack();
    }

    /** Keeps the order in which the candidates are about to be shown. */
    void show(UUID organisation, UUID assignment, int[] order) {
        transactions.alone(
                () -> {
                    store.show(organisation, assignment, order);
                    return order;
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
