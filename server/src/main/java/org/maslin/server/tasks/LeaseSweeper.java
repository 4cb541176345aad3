package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Gives back the places of leases that have run out, every few seconds. */
final class LeaseSweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Assignments assignments;
    private final Supplier<List<UUID>> organisations;
    private final Settings settings;
    private volatile @Nullable Thread thread;

    LeaseSweeper(Assignments assignments, Supplier<List<UUID>> organisations, Settings settings) {
        this.assignments = assignments;
        this.organisations = organisations;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.serves();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("lease-sweeper").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                organisations.get().forEach(assignments::returnExpired);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Leases that ran out could not be given back; trying again.", e);
            }
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
