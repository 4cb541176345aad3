package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.maslin.core.Progress;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.ChildOutcome;
import org.maslin.server.plumbing.process.ChildProcess;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;

/**
 * A training by several worker processes: {@code maslin train --workers N} as a child, which starts
 * the others. When one of them dies, all end, and a new child goes on from the last checkpoint;
 * after some deaths in a row without a step between them the job is given up.
 */
final class TeamTraining {

    /** How many workers a job may have. */
    static final int MOST = 16;

    private static final String MAIN = "org.maslin.server.cli.Maslin";
    private static final int HEAP_MEGABYTES = 1024;
    private static final int THREADS = 1;
    private static final int MOST_DEATHS = 5;
    private static final long LOOK_MILLIS = 500;

    private final JobContext context;
    private final int workers;
    private final List<String> options;
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
    }

    TrainingResult run(
            Algorithm algorithm, Map<String, Object> settings, Path start, Path data, Path out)
            throws IOException {
        Path config = context.folder().resolve("settings.json");
        Path result = context.folder().resolve("result.json");
        Files.writeString(config, Json.mapper().writeValueAsString(settings));
        var arguments =
                new ArrayList<>(
                        List.of("train", algorithm.lowerName(), "--model", start.toString()));
        arguments.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        arguments.addAll(List.of("--out", out.toString(), "--result", result.toString()));
        arguments.addAll(List.of("--workers", Integer.toString(workers)));
        arguments.addAll(options);
        Path log = context.folder().resolve("worker-0.log");
        var command = new ChildCommand(MAIN, arguments, HEAP_MEGABYTES, THREADS, List.of(), log);
        int deaths = 0;
        long before = 0;
        while (true) {
            switch (outcome(command)) {
                case ChildOutcome.Done() -> {
                    return Json.mapper().readValue(result.toFile(), TrainingResult.class);
                }
                case ChildOutcome.Failed(String message) ->
                        throw new IllegalStateException(message);
                case ChildOutcome.Cancelled() ->
                        throw new CancellationException("The job was cancelled.");
                case ChildOutcome.Died(int exit) -> {
                    deaths = done > before ? 1 : deaths + 1;
                    before = done;
                    if (deaths == MOST_DEATHS) {
                        throw new IllegalStateException(gaveUp(exit));
                    }
                }
            }
        }
    }

    private String gaveUp(int exit) {
        return ("Of the %d processes that train together one died %d times without a step between, last with exit code %d."
                        + " See the end of the logs in %s; with fewer workers or more memory, resume it.")
                .formatted(workers, MOST_DEATHS, exit, context.folder());
    }

    /** Waits for the child; a cancel is heard even while no step is made. */
    private ChildOutcome outcome(ChildCommand command) throws IOException {
        Progress progress =
                (steps, all, doing) -> told(steps, all, "%s, %d workers".formatted(doing, workers));
        try (ChildProcess child = ChildProcess.start(command, progress)) {
            while (true) {
                try {
                    return child.outcome().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException atWork) {
                    context.progress().at(done, total, what);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The process stops.", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private synchronized void told(long steps, long all, String doing) {
        done = steps;
        total = all;
        what = doing;
        context.progress().at(steps, all, doing);
    }
}
