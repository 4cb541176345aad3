package org.maslin.server.jobs;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.process.ChildOutcome;

/** Fails the jobs that the child process cannot carry. */
final class AbandonedJobs {

    private static final int KILLED = 128 + 9;

    private final Transactions transactions;
    private final JobStore store;
    private final InstantSource clock;
    private final Events events;

    AbandonedJobs(Transactions transactions, JobStore store, InstantSource clock, Events events) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Fails jobs and takes them off the schedule.
     *
     * @param instances what the schedule calls them
     * @param times how often the child died over them
     */
    void fail(List<String> instances, int times, ChildOutcome last, Path log) {
        String error =
                "The process that runs long jobs died %d times over this one, last as %s. See the end of %s; with more memory or a smaller job, resume it."
                        .formatted(times, told(last), log);
        for (String instance : instances) {
            var name = ScheduledName.parse(instance);
            transactions.write(
                    name.organisation(),
                    () -> {
                        store.finish(name.id(), JobState.FAILED, null, error, clock.instant());
                        store.unschedule(JobKind.Place.WORKER, instance);
                        events.tell(
                                new JobFinished(name.organisation(), name.id(), JobState.FAILED));
                    });
        }
    }

    private static String told(ChildOutcome outcome) {
        return outcome instanceof ChildOutcome.Died(int exit)
                ? "exit code %d%s".formatted(exit, exit == KILLED ? " (killed, as for memory)" : "")
                : outcome.toString();
    }
}
