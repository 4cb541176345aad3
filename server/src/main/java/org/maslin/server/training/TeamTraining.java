package org.maslin.server.training;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.Seat;
import org.maslin.server.jobs.Seats;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.ChildOutcome;
import org.maslin.server.plumbing.process.ChildProcess;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training by several worker processes: {@code maslin train --workers N} as a child, which starts
 * the others but those for which another process that works, on this machine or another, has taken
 * a seat. When one of them dies, all end, and a new child goes on from the last checkpoint; after
 * some deaths in a row without a step between them the job is given up.
 */
final class TeamTraining {

    /** How many workers a job may have. */
    static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(TeamTraining.class);
    private static final int MOST_DEATHS = 5;
    private static final long LOOK_MILLIS = 500;

    private final JobContext context;
    private final int workers;
    private final List<String> options;
    private final Path result;
    private long done;
    private long total;
    private String what = "";

    /**
     * @param options more of the command
     */
    TeamTraining(JobContext context, int workers, List<String> options) {
        this.context = context;
        this.workers = workers;
        this.options = List.copyOf(options);
        this.result = context.folder().resolve("result.json");
    }

    TrainingResult run(
            Algorithm algorithm, Map<String, Object> settings, Path start, Path data, Path out)
            throws IOException {
        Path config = context.folder().resolve("settings.json");
        Files.writeString(config, Json.mapper().writeValueAsString(settings));
        var arguments =
                new ArrayList<>(
                        List.of("train", algorithm.lowerName(), "--model", start.toString()));
        arguments.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        arguments.addAll(List.of("--out", out.toString()));
        arguments.addAll(options);
        try {
            attempts(new TeamCommand(arguments, workers));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The process stops.", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
        return Json.mapper().readValue(result.toFile(), TrainingResult.class);
    }

    /** A machine that cannot be reached may cost an attempt, but must not stop the job. */
    private void attempts(TeamCommand command)
            throws IOException, InterruptedException, ExecutionException {
        int deaths = 0;
        long before = 0;
        int offered = workers - 1;
        while (true) {
            String death = attempt(command, offered);
            if (death == null) {
                return;
            }
            boolean moved = done > before;
            deaths = moved ? 1 : deaths + 1;
            before = done;
            offered = moved ? workers - 1 : 0;
            LOG.warn(
                    "Job {} lost a worker: {} It goes on from its last checkpoint{}.",
                    context.id(),
                    death,
                    moved ? "" : ", with processes of this machine alone");
            if (deaths == MOST_DEATHS) {
                throw new IllegalStateException(gaveUp(death));
            }
        }
    }

    private String gaveUp(String death) {
        return ("Of the %d processes that train together one died %d times without a step between. Last: %s"
                        + " See the end of the logs in %s; with fewer workers or more memory, resume it.")
                .formatted(workers, MOST_DEATHS, death, context.folder());
    }

    /**
     * Trains until all is done, or one of the workers has died.
     *
     * @param offered how many seats others may take
     * @return how it died, or null when all is done
     */
    private @Nullable String attempt(TeamCommand command, int offered)
            throws IOException, InterruptedException, ExecutionException {
        try (Seats seats = context.offerSeats(offered);
                ChildProcess child = start(command, seats)) {
            while (true) {
                try {
                    return death(child.outcome().get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException atWork) {
                    // A cancel is heard even while no step is made.
                    context.progress().at(done, total, what);
                }
                String lost = seats.lost();
                if (lost != null) {
                    return stopped(child) instanceof ChildOutcome.Done ? null : lost;
                }
            }
        }
    }

    /** Two that lead must not write at once: the next attempt begins when this one has ended. */
    private static ChildOutcome stopped(ChildProcess child)
            throws InterruptedException, ExecutionException {
        child.cancel();
        return child.outcome().get();
    }

    private static @Nullable String death(ChildOutcome outcome) {
        return switch (outcome) {
            case ChildOutcome.Done() -> null;
            case ChildOutcome.Failed(String message) -> throw new IllegalStateException(message);
            case ChildOutcome.Cancelled() ->
                    throw new CancellationException("The job was cancelled.");
            case ChildOutcome.Died(int exit) ->
                    "The process that leads ended with exit code %d.".formatted(exit);
        };
    }

    /** Starts the workers of this machine and calls those at seats to them. */
    private ChildProcess start(TeamCommand command, Seats seats) throws IOException {
        List<Seat> taken = seats.taken();
        if (taken.isEmpty()) {
            return start(command.alone(result.toString()), "%d workers".formatted(workers));
        }
        var place = new TeamCommand.Place(seats.address(), freePort());
        int rank = workers - taken.size();
        for (Seat seat : taken) {
            seats.call(seat, rank, command.seated(place, rank));
            rank++;
        }
        int machines = seats.machines();
        return start(
                command.leading(result.toString(), place, taken.size()),
                machines == 1
                        ? "%d workers".formatted(workers)
                        : "%d workers on %d machines".formatted(workers, machines));
    }

    private ChildProcess start(List<String> command, String who) throws IOException {
        Path log = context.folder().resolve("worker-0.log");
        return ChildProcess.start(
                ChildCommand.maslin(command, log),
                (steps, all, doing) -> told(steps, all, "%s, %s".formatted(doing, who)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private synchronized void told(long steps, long all, String doing) {
        done = steps;
        total = all;
        what = doing;
        context.progress().at(steps, all, doing);
    }
}
