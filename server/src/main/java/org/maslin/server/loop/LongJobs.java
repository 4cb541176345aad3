package org.maslin.server.loop;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.JobState;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.db.Transactions;

/** Links that are one long job each: started once, followed, its result taken. */
final class LongJobs {

    private final Transactions transactions;
    private final Jobs jobs;

    LongJobs(Transactions transactions, Jobs jobs) {
        this.transactions = transactions;
        this.jobs = jobs;
    }

    /**
     * Starts the link's job if it has none yet, and stores that in the same transaction; otherwise
     * looks how far it is.
     *
     * @param start makes the job's parameters
     * @param take makes the next step of the job's result
     */
    <R> Advance follow(
            ChainRun run,
            ChainLink link,
            String kind,
            Supplier<Object> start,
            Class<R> result,
            Function<R, Advance> take) {
        String id = link.reference(Refs.JOB);
        if (id == null) {
            return start(run, link, kind, start);
        }
        Job job = jobs.get(run.principal(), UUID.fromString(id));
        if (job.state() == JobState.DONE) {
            return take.apply(jobs.result(run.principal(), job.id(), result));
        }
        if (job.isFinished()) {
            throw new LinkFailedException(
                    job.state() == JobState.CANCELLED
                            ? "The job of the link was cancelled."
                            : "The job of the link failed: " + job.error());
        }
        return Advance.working(link.change().progress(job.done(), job.total()));
    }

    private Advance start(ChainRun run, ChainLink link, String kind, Supplier<Object> start) {
        Object parameters = start.get();
        return transactions.write(
                run.principal().organisationId(),
                () -> {
                    UUID id =
                            jobs.start(run.principal(), JobKind.Place.WORKER, kind, parameters);
                    ChainLink started = link.change().reference(Refs.JOB, id).running();
                    run.keep().accept(started);
                    return new Advance(started, Advance.Pace.AFTER_WORK);
                });
    }
}
