package org.maslin.server.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.http.RefusedException;

/** Hands jobs to whichever scheduler runs their kind, in the caller's transaction. */
final class JobQueue {

    private final Map<JobKind.Place, SchedulerClient> clients;
    private final InstantSource clock;
    private final Events events;

    /** A job waits for the child process. */
    record WorkerNeeded() {}

    JobQueue(Map<JobKind.Place, SchedulerClient> clients, InstantSource clock, Events events) {
        this.clients = Map.copyOf(clients);
        this.clock = clock;
        this.events = events;
    }

    void put(UUID organisation, UUID job, JobKind.Place place) {
        var instance =
                new TaskInstance<Void>(
                        taskName(place), new ScheduledName(organisation, job).toString());
        SchedulerClient client = Objects.requireNonNull(clients.get(place));
        if (!client.scheduleIfNotExists(instance, clock.instant())) {
            throw RefusedException.conflict(
                    "job-stopping", "The job is just stopping.", "Try again in a second.");
        }
        if (place == JobKind.Place.WORKER) {
            events.tell(new WorkerNeeded());
        }
    }

    /** The name under which a scheduler finds the jobs of its place. */
    static String taskName(JobKind.Place place) {
        return switch (place) {
            case SERVER -> "server-job";
            case WORKER -> "worker-job";
        };
    }
}
