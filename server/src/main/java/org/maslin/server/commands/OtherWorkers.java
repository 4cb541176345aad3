package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.Maslin;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.ChildOutcome;
import org.maslin.server.plumbing.process.ChildProcess;
import org.maslin.train.Team;

/**
 * The workers of a run on this machine beside this process, which leads. Each is a process of its
 * own that ends when this one does; when one of them ends before its time, so does the run.
 */
final class OtherWorkers implements AutoCloseable {

    private static final int SECONDS_TO_NOTICE = 10;
    private static final long MEGABYTE = 1 << 20;

    private final Meeting meeting;
    private final int size;
    private final List<ChildProcess> children = new ArrayList<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();

    private OtherWorkers(Meeting meeting, int size) {
        this.meeting = meeting;
        this.size = size;
    }

    /**
     * @param size how many workers there are on all machines, with this one
     * @param here how many of them are on this machine, with this one
     * @param arguments of the command, to which the place of each worker is added
     * @param logs the folder that receives what each of them prints
     */
    static OtherWorkers start(
            Meeting meeting, int size, int here, int threads, List<String> arguments, Path logs)
            throws IOException {
        Files.createDirectories(logs);
        var others = new OtherWorkers(meeting, size);
        for (int rank = 1; rank < here; rank++) {
            others.startOne(
                    rank, threads, arguments, logs.resolve("worker-%d.log".formatted(rank)));
        }
        return others;
    }

    private void startOne(int rank, int threads, List<String> arguments, Path log)
            throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(meeting.options());
        all.addAll(List.of("--rank", Integer.toString(rank), "--child"));
        int heap = Math.toIntExact(Runtime.getRuntime().maxMemory() / MEGABYTE);
        var command = new ChildCommand(Maslin.class.getName(), all, heap, threads, List.of(), log);
        ChildProcess child = ChildProcess.start(command, Progress.NONE);
        children.add(child);
        child.outcome().thenAccept(outcome -> ended(rank, child.pid(), log, outcome));
    }

    private void ended(int rank, long pid, Path log, ChildOutcome outcome) {
        String who = "Worker %d (process %d)".formatted(rank, pid);
        switch (outcome) {
            case ChildOutcome.Failed(String message) -> lost.complete(who + " says: " + message);
            case ChildOutcome.Died(int exit) ->
                    lost.complete(
                            "%s ended with code %d; its log is %s.".formatted(who, exit, log));
            case ChildOutcome.Done() -> {}
            case ChildOutcome.Cancelled() -> {}
        }
    }

    /** What the leading worker does. */
    interface Work<T> {
        T with(Team team) throws IOException;
    }

    /** Works as the first of them, until all is done or one of them is lost. */
    <T> T lead(Work<T> work) throws IOException {
        var training = new CompletableFuture<T>();
        Thread.ofPlatform()
                .daemon()
                .name("worker-0")
                .start(
                        () -> {
                            try (Team team = meeting.join(0, size)) {
                                training.complete(work.with(team));
                            } catch (IOException | RuntimeException | Error e) {
                                training.completeExceptionally(e);
                            }
                        });
        try {
            CompletableFuture.anyOf(training, lost).join();
        } catch (CompletionException told) {
            // The reason is found below: a lost worker is the cause of what this one ran into.
        }
        return result(training);
    }

    private <T> T result(CompletableFuture<T> training) throws IOException {
        try {
            return training.get(SECONDS_TO_NOTICE, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw lost(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted.");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case org.maslin.train.LostWorkerException gone -> throw lost(gone);
                case IOException broken -> throw broken;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** A process that was killed is known to its parent a moment after its peers feel it. */
    private CommandFailedException lost(@Nullable RuntimeException felt) {
        String who;
        try {
            who = lost.get(SECONDS_TO_NOTICE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            who = felt == null ? "A worker is lost." : String.valueOf(felt.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted.");
        }
        return new CommandFailedException(
                who, "Run the same command again: it goes on from its last checkpoint.");
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::close);
    }
}
