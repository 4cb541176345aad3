package org.maslin.server.plumbing.egress;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a call, closed from outside when the time is up: whoever drips bytes, or none,
 * holds it no longer than that.
 */
final class Connection implements Closeable {

    private final Deadline deadline;
    private final Thread watch;
    private volatile @Nullable Socket socket;
    private volatile boolean tooLate;

    Connection(Deadline deadline) {
        this.deadline = deadline;
        this.watch = Thread.ofVirtual().name("egress-deadline").start(this::watch);
    }

    private void watch() {
        try {
            Thread.sleep(deadline.left());
            tooLate = true;
            dropSocket();
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    void owns(Socket plain) {
        socket = plain;
    }

    void dropSocket() {
        Socket held = socket;
        if (held != null) {
            try {
                held.close();
            } catch (IOException gone) {
                // It is closed either way.
            }
        }
    }

    /** The same failure, told as a timeout if it is one. */
    <E extends Exception> Exception cause(URI uri, E failure) {
        return tooLate || deadline.isOver()
                ? new EgressException("%s took too long.".formatted(uri), failure)
                : failure;
    }

    IOException explained(URI uri, Exception failure) {
        return switch (cause(uri, failure)) {
            case IOException io -> io;
            case RuntimeException fault -> throw fault;
            case Exception other -> new IOException(other);
        };
    }

    @Override
    public void close() {
        watch.interrupt();
        dropSocket();
    }
}
