package org.maslin.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of jobs. */
final class JobStore {

    /** What a runner needs to know. */
    record Work(String kind, String parameters) {}

    private static final String JOB =
            """
            select id, kind, state, done, total, what, attempts, error, created_at, finished_at,
                coalesce(cast(parameters ->> 'workers' as int), 1) as workers
            from jobs
            """;

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID organisation,
            UUID id,
            JobKind.Place place,
            String kind,
            String parameters,
            UUID creator,
            Instant at) {
        jdbc.sql(
                        """
                        insert into jobs (organisation_id, id, place, kind, parameters, state, created_by, created_at)
                        values (:organisation, :id, :place, :kind, cast(:parameters as jsonb), 'queued', :creator, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("place", Json.word(place))
                .param("kind", kind)
                .param("parameters", parameters)
                .param("creator", creator)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Job get(UUID id) {
        return jdbc.sql(JOB + "where id = :id")
                .param("id", id)
                .query(JobStore::job)
                .optional()
                .orElse(null);
    }

    List<Job> list(@Nullable UUID before, int atMost) {
        return jdbc.sql(
                        JOB
                                + "where cast(:before as uuid) is null or id < :before order by id desc limit :n")
                .param("before", before)
                .param("n", atMost)
                .query(JobStore::job)
                .list();
    }

    JobKind.Place place(UUID id) {
        String place =
                jdbc.sql("select place from jobs where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single();
        return Json.constant(JobKind.Place.class, place);
    }

    @Nullable String result(UUID id) {
        return jdbc.sql("select result::text from jobs where id = :id and result is not null")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Takes a job into work, unless it was cancelled or is done already. */
    @Nullable Work begin(UUID id) {
        return jdbc.sql(
                        """
                        update jobs set state = 'running', attempts = attempts + 1, error = null
                        where id = :id and state in ('queued', 'running') and not cancel_requested
                        returning kind, parameters::text
                        """)
                .param("id", id)
                .query((row, n) -> new Work(row.getString(1), row.getString(2)))
                .optional()
                .orElse(null);
    }

    /** Notes progress; tells whether somebody wants the job to stop. */
    boolean progress(UUID id, long done, long total, String what) {
        return jdbc.sql(
                        """
                        update jobs set done = :done, total = :total, what = :what
                        where id = :id returning cancel_requested
                        """)
                .param("done", done)
                .param("total", total)
                .param("what", what)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void finish(
            UUID id, JobState state, @Nullable String result, @Nullable String error, Instant at) {
        jdbc.sql(
                        """
                        update jobs set state = :state, result = cast(:result as jsonb), error = :error,
                            done = case when :state = 'done' then greatest(total, done) else done end,
                            finished_at = :at
                        where id = :id
                        """)
                .param("state", Json.word(state))
                .param("result", result)
                .param("error", error)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** Asks a job to stop; one that has not begun is cancelled at once. */
    void requestCancel(UUID id, Instant at) {
        jdbc.sql(
                        """
                        update jobs set cancel_requested = true,
                            finished_at = case when state = 'queued' then cast(:at as timestamptz) end,
                            state = case when state = 'queued' then 'cancelled' else state end
                        where id = :id
                        """)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void requeue(UUID id) {
        jdbc.sql(
                        """
                        update jobs set state = 'queued', cancel_requested = false, finished_at = null, error = null
                        where id = :id
                        """)
                .param("id", id)
                .update();
    }

    /**
     * The table that the schedulers of a place share. Each place has one of its own: what a
     * scheduler finds in its table and cannot run, it reports as a fault and in time removes.
     */
    static String schedule(JobKind.Place place) {
        return switch (place) {
            case SERVER -> "scheduled_server_jobs";
            case WORKER -> "scheduled_worker_jobs";
        };
    }

    boolean hasScheduled(JobKind.Place place) {
        return jdbc.sql(
                        "select exists (select 1 from %s where task_name = :task)"
                                .formatted(schedule(place)))
                .param("task", JobQueue.taskName(place))
                .query(Boolean.class)
                .single();
    }

    /** What the schedule calls the jobs of a place, the oldest first. */
    List<String> scheduled(JobKind.Place place) {
        return jdbc.sql(
                        "select task_instance from %s where task_name = :task order by task_instance"
                                .formatted(schedule(place)))
                .param("task", JobQueue.taskName(place))
                .query(String.class)
                .list();
    }

    /** What the schedule calls the jobs, and seats, that a scheduler of this name has taken. */
    List<String> heldBy(JobKind.Place place, String scheduler) {
        return jdbc.sql(
                        "select task_instance from %s where picked and picked_by = :scheduler order by task_instance"
                                .formatted(schedule(place)))
                .param("scheduler", scheduler)
                .query(String.class)
                .list();
    }

    void unschedule(JobKind.Place place, String instance) {
        jdbc.sql("delete from %s where task_instance = :instance".formatted(schedule(place)))
                .param("instance", instance)
                .update();
    }

    /** Gives back what a scheduler of this name, which is no more, had taken. */
    void giveBack(JobKind.Place place, String scheduler) {
        jdbc.sql(giveBackSql(place) + " and picked_by = :scheduler")
                .param("scheduler", scheduler)
                .update();
    }

    /** Gives back whatever was taken, when no scheduler can be left that had taken it. */
    void giveBackAll() {
        for (JobKind.Place place : JobKind.Place.values()) {
            jdbc.sql(giveBackSql(place)).update();
        }
    }

    private static String giveBackSql(JobKind.Place place) {
        return """
               update %s set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
               where picked
               """
                .formatted(schedule(place));
    }

    private static Job job(ResultSet row, int n) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                Json.constant(JobState.class, row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("what"),
                row.getInt("attempts"),
                row.getString("error"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInt("workers"));
    }
}
