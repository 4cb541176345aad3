package org.maslin.server.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.maslin.security.Principal;
import org.maslin.server.annotations.AnnotationFixed;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.plumbing.Events;

/**
 * Keeps the consensus of all projects near their answers: hears of answers, and brings the projects
 * that had some up to date about once a second. What was left by a crash is found at the start by
 * its mark in the database.
 */
final class ConsensusKeeper {

    private record Dirty(UUID organisation, UUID project) {}

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int REST = 4;

    private final Consensuses consensuses;
    private final Supplier<List<UUID>> organisations;
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private boolean begun;

    ConsensusKeeper(Consensuses consensuses, Supplier<List<UUID>> organisations, Events events) {
        this.consensuses = consensuses;
        this.organisations = organisations;
        events.on(
                AnnotationSubmitted.class,
                e -> dirty.add(new Dirty(e.organisationId(), e.projectId())));
        events.on(
                AnnotationFixed.class,
                e -> dirty.add(new Dirty(e.organisationId(), e.projectId())));
        events.on(
                AnnotationWithdrawn.class,
                e -> dirty.add(new Dirty(e.organisationId(), e.projectId())));
    }

    Duration turn() {
        long start = System.nanoTime();
        if (!begun) {
            findLeftOvers();
            begun = true;
        }
        List.copyOf(dirty).forEach(this::settle);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration rest = took.multipliedBy(REST);
        if (rest.compareTo(PAUSE) < 0) {
            return PAUSE;
        }
        return rest.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : rest;
    }

    private void findLeftOvers() {
        for (UUID organisation : organisations.get()) {
            consensuses.unsettled(Principal.system(organisation)).stream()
                    .map(project -> new Dirty(organisation, project))
                    .forEach(dirty::add);
        }
    }

    private void settle(Dirty one) {
        dirty.remove(one);
        try {
            if (consensuses.keepUp(Principal.system(one.organisation()), one.project())) {
                dirty.add(one);
            }
        } catch (RuntimeException failed) {
            dirty.add(one);
            throw failed;
        }
    }
}
