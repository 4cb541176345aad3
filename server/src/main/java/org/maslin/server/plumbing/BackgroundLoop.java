package org.maslin.server.plumbing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What a server does again and again beside answering requests, on a thread of its own. A turn that
 * fails is told in the log and tried again after a longer rest.
 */
public final class BackgroundLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** One turn of the work. */
    public interface Turn {

        /** Does what there is to do; returns how long to rest until the next turn. */
        Duration take();
    }

    private final String name;
    private final Settings settings;
    private final Turn turn;
    private volatile @Nullable Thread thread;

    /**
     * @param name what the loop keeps going, in kebab case
     * @param settings only a server has loops
     */
    public BackgroundLoop(String name, Settings settings, Turn turn) {
        this.name = name;
        this.settings = settings;
        this.turn = turn;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.serves();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(next());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private Duration next() {
        try {
            return turn.take();
        } catch (RuntimeException failed) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("The {} failed; trying again.", name, failed);
            }
            return REST_AFTER_FAILURE;
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
