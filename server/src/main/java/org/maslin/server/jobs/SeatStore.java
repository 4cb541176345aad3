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

/** All SQL of seats. */
final class SeatStore {

    /**
     * A seat as who takes it finds it.
     *
     * @param folder the data folder of who offers it
     */
    record Offer(UUID job, String folder) {}

    /**
     * A seat as who has it sees it.
     *
     * @param rank which worker it is; null until it is called
     * @param command what to do, as JSON; null until it is called
     * @param beat a number that grows as long as who offered it is alive
     */
    record Place(@Nullable Integer rank, @Nullable String command, long beat) {}

    private final JdbcClient jdbc;

    SeatStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID organisation, UUID id, UUID job, String folder, Instant at) {
        jdbc.sql(
                        """
                        insert into job_seats (organisation_id, id, job_id, folder, created_at)
                        values (:organisation, :id, :job, :folder, :at)
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("job", job)
                .param("folder", folder)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes away the seats that nobody has taken. */
    List<UUID> withdraw(UUID job) {
        return jdbc.sql("delete from job_seats where job_id = :job and state = 'open' returning id")
                .param("job", job)
                .query(UUID.class)
                .list();
    }

    /** Takes away all seats at a job. */
    List<UUID> clear(UUID job) {
        return jdbc.sql("delete from job_seats where job_id = :job returning id")
                .param("job", job)
                .query(UUID.class)
                .list();
    }

    void delete(UUID id) {
        jdbc.sql("delete from job_seats where id = :id").param("id", id).update();
    }

    /** Takes a seat off the schedule; one that a scheduler has in hand, it takes off itself. */
    void unschedule(String instance) {
        jdbc.sql(
                        """
                        delete from scheduled_worker_jobs
                        where task_name = :task and task_instance = :instance and not picked
                        """)
                .param("task", JobQueue.SEAT_TASK)
                .param("instance", instance)
                .update();
    }

    /** Tells those who have seats at a job that its leader is alive; returns the seats. */
    List<Seat> lead(UUID job) {
        return jdbc.sql(
                        """
                        update job_seats set leader_beat = leader_beat + 1 where job_id = :job
                        returning id, state, address, member_beat, error
                        """)
                .param("job", job)
                .query(SeatStore::seat)
                .list();
    }

    /** Tells who has a seat what to do. */
    void call(UUID id, int rank, String command) {
        jdbc.sql(
                        """
                        update job_seats set state = 'called', rank = :rank, command = cast(:command as jsonb)
                        where id = :id and state = 'taken'
                        """)
                .param("rank", rank)
                .param("command", command)
                .param("id", id)
                .update();
    }

    /** Takes a seat, unless another has it or it was withdrawn. */
    @Nullable Offer take(UUID id, String by, String address) {
        return jdbc.sql(
                        """
                        update job_seats set state = 'taken', taken_by = :by, address = :address
                        where id = :id and state = 'open'
                        returning job_id, folder
                        """)
                .param("by", by)
                .param("address", address)
                .param("id", id)
                .query((row, n) -> new Offer(row.getObject(1, UUID.class), row.getString(2)))
                .optional()
                .orElse(null);
    }

    /** Tells the leader that who has the seat is alive; null if the seat is no more. */
    @Nullable Place sit(UUID id) {
        return jdbc.sql(
                        """
                        update job_seats set member_beat = member_beat + 1 where id = :id
                        returning rank, command::text, leader_beat
                        """)
                .param("id", id)
                .query(
                        (row, n) ->
                                new Place(
                                        row.getObject(1, Integer.class),
                                        row.getString(2),
                                        row.getLong(3)))
                .optional()
                .orElse(null);
    }

    void end(UUID id, SeatState state, @Nullable String error) {
        jdbc.sql("update job_seats set state = :state, error = :error where id = :id")
                .param("state", Json.word(state))
                .param("error", error)
                .param("id", id)
                .update();
    }

    private static Seat seat(ResultSet row, int n) throws SQLException {
        return new Seat(
                row.getObject("id", UUID.class),
                Json.constant(SeatState.class, row.getString("state")),
                row.getString("address"),
                row.getLong("member_beat"),
                row.getString("error"));
    }
}
