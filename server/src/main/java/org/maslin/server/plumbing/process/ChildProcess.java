package org.maslin.server.plumbing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;

/**
 * A child JVM at work, tied to this process by its standard input: when this process ends, the
 * child reads the end and ends too.
 */
public final class ChildProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 3;

    private final Process process;
    private final Path log;
    private final Progress progress;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final CompletableFuture<ChildOutcome> outcome = new CompletableFuture<>();

    private ChildProcess(Process process, Path log, Progress progress) {
        this.process = process;
        this.log = log;
        this.progress = progress;
    }

    /**
     * Starts the child.
     *
     * @param progress hears what the child reports, on a thread of its own; if it throws {@link
     *     CancellationException}, the child is cancelled
     */
    public static ChildProcess start(ChildCommand command, Progress progress) throws IOException {
        var child = new ChildProcess(command.toProcess().start(), command.log(), progress);
        Thread.ofVirtual().name("child-" + child.pid()).start(child::follow);
        return child;
    }

    public long pid() {
        return process.pid();
    }

    /** How the child ends, as soon as it has. */
    public CompletableFuture<ChildOutcome> outcome() {
        return outcome.copy();
    }

    /**
     * Tells the child that it is no longer wanted, and ends it if it has not ended itself after
     * {@value #GRACE_SECONDS} seconds. Returns at once.
     */
    public void cancel() {
        if (outcome.isDone() || !cancelled.compareAndSet(false, true)) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            return;
        }
        process.onExit()
                .orTimeout(GRACE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(
                        late -> {
                            process.destroyForcibly();
                            return process;
                        });
    }

    private void follow() {
        ChildLine last = null;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ChildLine said = ChildLine.parse(line);
                if (said == null) {
                    keep(line);
                } else if (said instanceof ChildLine.At at) {
                    report(at);
                } else {
                    last = said;
                }
            }
            outcome.complete(outcome(last, process.waitFor()));
        } catch (IOException | InterruptedException | RuntimeException broken) {
            process.destroyForcibly();
            outcome.completeExceptionally(broken);
        }
    }

    private void report(ChildLine.At at) {
        try {
            progress.at(at.done(), at.total(), at.what());
        } catch (CancellationException unwanted) {
            cancel();
        }
    }

    private void keep(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The last word counts; work that was done when it was cancelled is done. */
    private ChildOutcome outcome(@Nullable ChildLine last, int exit) {
        return switch (last) {
            case ChildLine.Done() -> new ChildOutcome.Done();
            case ChildLine.Failed(String message) ->
                    cancelled.get()
                            ? new ChildOutcome.Cancelled()
                            : new ChildOutcome.Failed(message);
            case null, default ->
                    cancelled.get() ? new ChildOutcome.Cancelled() : new ChildOutcome.Died(exit);
        };
    }

    /** Cancels the child if it is still at work. */
    @Override
    public void close() {
        cancel();
    }
}
