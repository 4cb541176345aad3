package org.maslin.server.scale;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.maslin.security.Principal;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;

/**
 * Brings native answers home: hears of them, and brings the tasks they belong to up to date. What a
 * crash left behind is found at the start, and once a minute, by looking at all that is pending.
 */
final class ScaleKeeper {

    private record Changed(UUID organisation, UUID nativeTask) {}

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    private final Transactions transactions;
    private final ScaleTaskStore store;
    private final ScaleTasks tasks;
    private final NativeWork work;
    private final Supplier<List<UUID>> organisations;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Changed> changed = new ConcurrentLinkedQueue<>();
    private volatile boolean begun;
    private Instant nextSweep = Instant.EPOCH;

    ScaleKeeper(
            Transactions transactions,
            ScaleTaskStore store,
            ScaleTasks tasks,
            NativeWork work,
            Supplier<List<UUID>> organisations,
            InstantSource clock,
            Events events) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.work = work;
        this.organisations = organisations;
        this.clock = clock;
        events.on(
                AnnotationSubmitted.class,
                e -> hear(e.organisationId(), e.projectId(), e.taskId()));
        events.on(
                AnnotationWithdrawn.class,
                e -> hear(e.organisationId(), e.projectId(), e.taskId()));
    }

    private void hear(UUID organisation, UUID project, UUID nativeTask) {
        if (!begun || work.knows(project)) {
            changed.add(new Changed(organisation, nativeTask));
        }
    }

    Duration turn() {
        if (!clock.instant().isBefore(nextSweep)) {
            organisations.get().forEach(this::sweep);
            begun = true;
            nextSweep = clock.instant().plus(SWEEP_EVERY);
        }
        for (Changed one = changed.poll(); one != null; one = changed.poll()) {
            settle(one);
        }
        return PAUSE;
    }

    private void settle(Changed one) {
        var principal = Principal.system(one.organisation());
        try {
            String id = transactions.read(one.organisation(), () -> store.behind(one.nativeTask()));
            if (id != null) {
                tasks.settle(principal, id);
            }
        } catch (RuntimeException failed) {
            changed.add(one);
            throw failed;
        }
    }

    private void sweep(UUID organisation) {
        var principal = Principal.system(organisation);
        transactions.read(
                organisation,
                () -> {
                    work.learn();
                    return true;
                });
        tasks.wake(organisation);
        String after = "";
        while (true) {
            String from = after;
            Map<String, UUID> pending =
                    transactions.read(organisation, () -> store.pendingNatives(from, AT_ONCE));
            if (pending.isEmpty()) {
                return;
            }
            for (String id : work.answered(principal, pending)) {
                tasks.settle(principal, id);
            }
            after = List.copyOf(pending.keySet()).getLast();
        }
    }
}
