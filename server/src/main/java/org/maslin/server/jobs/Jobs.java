package org.maslin.server.jobs;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.json.JsonMapper;

/** Long work: start it, watch it, stop it, go on with it. */
public final class Jobs {

    private final Transactions transactions;
    private final JobStore store;
    private final JobQueue queue;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;

    Jobs(
            Transactions transactions,
            JobStore store,
            JobQueue queue,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock,
            JsonMapper json) {
        this.transactions = transactions;
        this.store = store;
        this.queue = queue;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Queues a job in the caller's transaction; it runs once that has committed.
     *
     * @param place where this kind runs
     * @param kind the name of a {@link JobKind}
     * @param parameters a record that the kind reads back
     */
    public UUID start(Principal principal, JobKind.Place place, String kind, Object parameters) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    UUID id = ids.next();
                    store.add(
                            principal.organisationId(),
                            id,
                            place,
                            kind,
                            json.writeValueAsString(parameters),
                            principal.userId(),
                            clock.instant());
                    audit.record(principal, "start-job", Node.of("job", id), Map.of("kind", kind));
                    queue.put(principal.organisationId(), id, place);
                    return id;
                });
    }

    public Job get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** What a job that is done has returned. */
    public <T> T result(Principal principal, UUID id, Class<T> type) {
        String result =
                transactions.read(
                        principal.organisationId(), () -> String.valueOf(store.result(id)));
        return json.readValue(result, type);
    }

    public Page<Job> list(Principal principal, @Nullable UUID before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> Page.of(store.list(before, limit + 1), limit, job -> job.id().toString()));
    }

    /** Asks a job to stop at its next step. */
    public Job cancel(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Job job = require(id);
                    if (job.isFinished()) {
                        throw RefusedException.conflict(
                                "job-finished",
                                "The job has ended already.",
                                "There is nothing to stop.");
                    }
                    store.requestCancel(id, clock.instant());
                    audit.record(principal, "cancel-job", Node.of("job", id), Map.of());
                    Job asked = require(id);
                    if (asked.isFinished()) {
                        events.tell(new JobFinished(principal.organisationId(), id, asked.state()));
                    }
                    return asked;
                });
    }

    /** Goes on with a cancelled or failed job where it stopped. */
    public Job resume(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Job job = require(id);
                    if (job.state() != JobState.CANCELLED && job.state() != JobState.FAILED) {
                        throw RefusedException.conflict(
                                "job-not-stopped",
                                "The job is neither cancelled nor failed.",
                                "Wait for it, or cancel it first.");
                    }
                    store.requeue(id);
                    queue.put(principal.organisationId(), id, store.place(id));
                    audit.record(principal, "resume-job", Node.of("job", id), Map.of());
                    return require(id);
                });
    }

    private Job require(UUID id) {
        Job job = store.get(id);
        if (job == null) {
            throw RefusedException.notFound("job", id);
        }
        return job;
    }
}
