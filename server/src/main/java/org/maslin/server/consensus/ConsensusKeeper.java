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
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.Events;

/**
 * Keeps the consensus of all projects up to date: hears of answers, and recomputes the projects
 * that had some, about once a second. Large projects wait longer, so that this takes a fifth of one
 * processor's time at most, and a twentieth where a turn takes long. What was left by a crash is
 * found at the start by its mark in the database.
 */
final class ConsensusKeeper {

    private record Dirty(UUID organisation, UUID project) {}

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REST = 4;
    private static final Duration LONG_TURN = Duration.ofMillis(250);
    private static final int LONG_REST = 19;

    private final Consensuses consensuses;
    private final Annotations annotations;
    private final Supplier<List<UUID>> organisations;
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private boolean begun;

    ConsensusKeeper(
            Consensuses consensuses,
            Annotations annotations,
            Supplier<List<UUID>> organisations,
            Events events) {
        this.consensuses = consensuses;
        this.annotations = annotations;
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
        Duration rest = took.multipliedBy(took.compareTo(LONG_TURN) > 0 ? LONG_REST : REST);
        return rest.compareTo(PAUSE) > 0 ? rest : PAUSE;
    }

    private void findLeftOvers() {
        for (UUID organisation : organisations.get()) {
            annotations.changedProjects(Principal.system(organisation)).stream()
                    .map(project -> new Dirty(organisation, project))
                    .forEach(dirty::add);
        }
    }

    private void settle(Dirty one) {
        dirty.remove(one);
        try {
            consensuses.settle(Principal.system(one.organisation()), one.project());
        } catch (RuntimeException failed) {
            dirty.add(one);
            throw failed;
        }
    }
}
