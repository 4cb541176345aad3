package org.maslin.server.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.ChildOutcome;
import org.maslin.server.plumbing.process.ChildProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The server's child that trains and samples. It is started when the first long job is queued and
 * lives as long as the server; when it dies, its job is given back and a new child takes it up. A
 * job under which one child after another dies is given up.
 */
final class WorkerProcess implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private final JobStore store;
    private final AbandonedJobs abandoned;
    private final DataFolder folder;
    private final Settings settings;
    private final WorkerDeaths deaths = new WorkerDeaths();
    private @Nullable ChildProcess child;
    private boolean running;

    WorkerProcess(
            JobStore store,
            AbandonedJobs abandoned,
            DataFolder folder,
            Settings settings,
            Events events) {
        this.store = store;
        this.abandoned = abandoned;
        this.folder = folder;
        this.settings = settings;
        events.on(JobQueue.WorkerNeeded.class, needed -> wake());
    }

    @Override
    public boolean isAutoStartup() {
        return settings.serves();
    }

    @Override
    public synchronized void start() {
        running = true;
        if (store.hasScheduled(JobKind.Place.WORKER)) {
            wake();
        }
    }

    /** Starts the child unless it is alive. */
    private synchronized void wake() {
        if (!running || (child != null && !child.outcome().isDone())) {
            return;
        }
        String instance = "worker-" + UUID.randomUUID();
        try {
            ChildProcess started = ChildProcess.start(command(instance), Progress.NONE);
            child = started;
            started.outcome().thenAccept(outcome -> ended(instance, outcome));
        } catch (IOException e) {
            LOG.error("The worker process cannot be started; long jobs wait.", e);
        }
    }

    private ChildCommand command(String instance) {
        return ChildCommand.maslin(arguments(instance, folder.root(), settings), log());
    }

    /** What the child is told, so that it finds what this process finds. */
    static List<String> arguments(String instance, Path data, Settings settings) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "work",
                                "--child",
                                "--instance",
                                instance,
                                "--data",
                                data.toString()));
        if (settings.databaseUrl() != null) {
            arguments.addAll(List.of("--db", settings.databaseUrl()));
        }
        if (settings.blobs() != null) {
            arguments.addAll(List.of("--blobs", settings.blobs()));
        }
        if (settings.own() != null) {
            arguments.addAll(List.of("--own", settings.own()));
        }
        if (settings.graders() != null) {
            arguments.addAll(List.of("--grader-endpoint", settings.graders()));
            settings.allowEgress().forEach(one -> arguments.addAll(List.of("--allow-egress", one)));
        }
        return arguments;
    }

    private Path log() {
        return folder.logs().resolve("worker.log");
    }

    private void ended(String instance, ChildOutcome outcome) {
        if (!isRunning()) {
            return;
        }
        List<String> held = store.heldBy(JobKind.Place.WORKER, instance);
        WorkerDeaths.Next next = deaths.died(held);
        LOG.warn("The worker process ended ({}) with {} in hand; {}.", outcome, held, next);
        switch (next) {
            case WorkerDeaths.Next.Again(Duration rest) -> {
                store.giveBack(JobKind.Place.WORKER, instance);
                wakeAfter(rest);
            }
            case WorkerDeaths.Next.GiveUp(int times) -> {
                var lost = held.isEmpty() ? store.scheduled(JobKind.Place.WORKER) : held;
                abandoned.fail(lost, times, outcome, log());
                wakeAfter(Duration.ZERO);
            }
        }
    }

    private void wakeAfter(Duration rest) {
        CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            if (isRunning() && store.hasScheduled(JobKind.Place.WORKER)) {
                                wake();
                            }
                        });
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (child != null) {
            child.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
