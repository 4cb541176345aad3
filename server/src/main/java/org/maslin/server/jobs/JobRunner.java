package org.maslin.server.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one job to its end. The state is written before and after, so that a job whose process dies
 * in between is still "running" in the database and is taken up again by the next scheduler.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Transactions transactions;
    private final JobStore store;
    private final Map<String, JobKind> kinds;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Events events;
    private final Path folder;
    private final SeatOffers seats;

    JobRunner(
            Transactions transactions,
            JobStore store,
            Map<String, JobKind> kinds,
            JsonMapper json,
            InstantSource clock,
            Events events,
            Path folder,
            SeatOffers seats) {
        this.transactions = transactions;
        this.store = store;
        this.kinds = kinds;
        this.json = json;
        this.clock = clock;
        this.events = events;
        this.folder = folder;
        this.seats = seats;
    }

    /** How a run of a job ended, for the scheduler. */
    enum End {
        /** There is nothing left to do. */
        OVER,
        /** The process stops; the next takes the job up. */
        STOPPED
    }

    /** Runs the job that a scheduler's instance names. */
    End run(ScheduledName instance) {
        UUID organisation = instance.organisation();
        UUID id = instance.id();
        JobStore.Work work = transactions.write(organisation, () -> store.begin(id));
        if (work == null) {
            transactions.write(organisation, () -> leave(organisation, id));
            return End.OVER;
        }
        return run(organisation, id, work);
    }

    private End run(UUID organisation, UUID id, JobStore.Work work) {
        Path own = folder.resolve(id.toString());
        try {
            Files.createDirectories(own);
            JobKind kind = kinds.get(work.kind());
            if (kind == null) {
                throw new IllegalStateException("There is no kind of job " + work.kind() + ".");
            }
            var progress = new JobProgress(transactions, store, organisation, id, clock);
            Object result =
                    kind.run(
                            new JobContext(
                                    id,
                                    Principal.system(organisation),
                                    work.parameters(),
                                    json,
                                    progress,
                                    own,
                                    seats));
            finish(organisation, id, JobState.DONE, result, null);
            delete(own);
        } catch (CancellationException cancelled) {
            finish(organisation, id, JobState.CANCELLED, null, null);
        } catch (IOException | RuntimeException fault) {
            if (Thread.currentThread().isInterrupted()) {
                return End.STOPPED;
            }
            LOG.error("Job {} ({}) failed.", id, work.kind(), fault);
            finish(organisation, id, JobState.FAILED, null, sentence(fault));
        }
        return End.OVER;
    }

    /** Puts away a job that was cancelled, or done just before its process died. */
    private void leave(UUID organisation, UUID id) {
        Job job = store.get(id);
        if (job != null && job.state() == JobState.RUNNING) {
            store.finish(id, JobState.CANCELLED, null, null, clock.instant());
            events.tell(new JobFinished(organisation, id, JobState.CANCELLED));
        } else if (job != null && job.state() == JobState.DONE) {
            delete(folder.resolve(id.toString()));
        }
    }

    private void finish(
            UUID organisation,
            UUID id,
            JobState state,
            @Nullable Object result,
            @Nullable String error) {
        String kept = result == null ? null : json.writeValueAsString(result);
        transactions.write(
                organisation,
                () -> {
                    store.finish(id, state, kept, error, clock.instant());
                    events.tell(new JobFinished(organisation, id, state));
                });
    }

    private static String sentence(Exception fault) {
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }

    /** What another process still has open, a shared file system may keep: the job is done. */
    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException kept) {
            LOG.warn("The folder {} of a job that is done is left: {}", folder, kept.toString());
        }
    }
}
