package org.maslin.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Settings;
import org.springframework.context.SmartLifecycle;

/** Looks for due jobs of this process's place and runs them. */
final class JobScheduler implements SmartLifecycle {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;

    /** Many, and virtual: a job of the server mostly waits for people and for other jobs. */
    private static final int SERVER_THREADS = 64;

    private static final int WORKER_THREADS = 1;

    private final DataSource dataSource;
    private final JobRunner runner;
    private final SeatRunner seats;
    private final JobStore store;
    private final Settings settings;
    private volatile @Nullable Scheduler scheduler;

    JobScheduler(
            DataSource dataSource,
            JobRunner runner,
            SeatRunner seats,
            JobStore store,
            Settings settings) {
        this.dataSource = dataSource;
        this.runner = runner;
        this.seats = seats;
        this.store = store;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.role() != Settings.Role.TOOL;
    }

    @Override
    public void start() {
        boolean worker = settings.role() == Settings.Role.WORKER;
        JobKind.Place place = worker ? JobKind.Place.WORKER : JobKind.Place.SERVER;
        String name = settings.instance();
        if (!worker && settings.holdsFolder()) {
            store.giveBackAll();
        }
        var task =
                Tasks.custom(JobQueue.taskName(place), Void.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(HEARTBEAT))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> run(ScheduledName.parse(instance.getId())));
        var seat =
                Tasks.custom(JobQueue.SEAT_TASK, Void.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(HEARTBEAT))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> sit(ScheduledName.parse(instance.getId())));
        var builder =
                Scheduler.create(dataSource, worker ? List.of(task, seat) : List.of(task))
                        .tableName(JobStore.schedule(place))
                        .schedulerName(new SchedulerName.Fixed(name))
                        .threads(worker ? WORKER_THREADS : SERVER_THREADS)
                        .pollingInterval(POLL)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(Duration.ofSeconds(2));
        if (!worker) {
            builder.executorService(Executors.newVirtualThreadPerTaskExecutor());
        }
        Scheduler started = builder.build();
        started.start();
        scheduler = started;
    }

    /** A job that was stopped stays taken, until the next process gives it back. */
    private CompletionHandler<Void> run(ScheduledName instance) {
        return switch (runner.run(instance)) {
            case OVER -> new CompletionHandler.OnCompleteRemove<>();
            case STOPPED -> (execution, operations) -> {};
        };
    }

    private CompletionHandler<Void> sit(ScheduledName instance) {
        seats.run(instance);
        return new CompletionHandler.OnCompleteRemove<>();
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
