package org.maslin.server.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the consensus of all projects up to date: hears of answers, and recomputes the projects
 * that had some, about once a second. Large projects wait longer, so that this takes a fifth of the
 * time at most. What was left by a crash is found at the start by its mark in the database.
 */
final class ConsensusKeeper implements SmartLifecycle {

    private record Dirty(UUID organisation, UUID project) {}

    private static final Logger LOG = LoggerFactory.getLogger(ConsensusKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REST = 4;

    private final Consensuses consensuses;
    private final Annotations annotations;
    private final Supplier<List<UUID>> organisations;
    private final Settings settings;
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    ConsensusKeeper(
            Consensuses consensuses,
            Annotations annotations,
            Supplier<List<UUID>> organisations,
            Settings settings,
            Events events) {
        this.consensuses = consensuses;
        this.annotations = annotations;
        this.organisations = organisations;
        this.settings = settings;
        if (settings.serves()) {
            events.on(
                    AnnotationSubmitted.class,
                    e -> dirty.add(new Dirty(e.organisationId(), e.projectId())));
            events.on(
                    AnnotationWithdrawn.class,
                    e -> dirty.add(new Dirty(e.organisationId(), e.projectId())));
        }
    }

    @Override
    public boolean isAutoStartup() {
        return settings.serves();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("consensus-keeper").start(this::run);
    }

    private void run() {
        boolean begun = false;
        while (!Thread.currentThread().isInterrupted()) {
            long start = System.nanoTime();
            try {
                if (!begun) {
                    findLeftOvers();
                    begun = true;
                }
                List.copyOf(dirty).forEach(this::settle);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                Duration rest = took.multipliedBy(REST);
                Thread.sleep(rest.compareTo(PAUSE) > 0 ? rest : PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The consensus could not be brought up to date; trying again.", e);
                pause();
            }
        }
    }

    private void findLeftOvers() {
        for (UUID organisation : organisations.get()) {
            annotations.uncountedProjects(Principal.system(organisation)).stream()
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
