package org.maslin.server.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.http.RefusedException;

/** Hands jobs to whichever scheduler runs their kind, in the caller's transaction. */
final class JobQueue {

    /** The name under which schedulers of the place WORKER find seats. */
    static final String SEAT_TASK = "worker-seat";

    /** So long ago that machines whose clocks differ take a seat at once. */
    private static final Duration LONG_AGO = Duration.ofHours(1);

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

    /** Offers a seat to whoever has nothing else to do. */
    void putSeat(UUID organisation, UUID seat) {
        var instance =
                new TaskInstance<Void>(SEAT_TASK, new ScheduledName(organisation, seat).toString());
        Objects.requireNonNull(clients.get(JobKind.Place.WORKER))
                .scheduleIfNotExists(instance, clock.instant().minus(LONG_AGO));
    }

    /** The name under which a scheduler finds the jobs of its place. */
    static String taskName(JobKind.Place place) {
        return switch (place) {
            case SERVER -> "server-job";
            case WORKER -> "worker-job";
        };
    }
}
