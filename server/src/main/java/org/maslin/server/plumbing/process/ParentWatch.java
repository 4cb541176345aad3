package org.maslin.server.plumbing.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the pipe from the parent to its end, which comes when the parent closes it or dies. Then it
 * says so, gives the work half a second to end by itself, and ends the process.
 */
final class ParentWatch {

    private static final int EXIT = 143;
    private static final long GRACE_MILLIS = 500;

    private final InputStream fromParent;
    private final Runnable ended;

    ParentWatch(InputStream fromParent, Runnable ended) {
        this.fromParent = fromParent;
        this.ended = ended;
    }

    void start() {
        Thread.ofPlatform().daemon().name("parent-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (fromParent.read() >= 0) {}
        } catch (IOException broken) {
            // a broken pipe has ended, too
        }
        ended.run();
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT);
    }
}
