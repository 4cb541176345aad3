package org.maslin.server.tasks;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * All SQL of assignments. A task's places tell whether one more annotator may have it; whoever
 * takes or returns a place has locked its row.
 */
final class AssignmentStore {

    /** A locked task that an annotator may take. */
    record Free(
            UUID id,
            UUID projectId,
            UUID batchId,
            String key,
            UUID sampleId,
            int @Nullable [] order,
            boolean full,
            String annotator) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final String WORK =
            """
            select a.id, a.project_id, a.task_id, a.task_key, coalesce(t.sample_id, k.sample_id) as sample_id, a.state,
                a.lease_until, a.shown, a.draft, a.purpose,
                coalesce(a.attempt, 1) as attempt, u.id as user_id, u.name, u.kind
            from assignments a
            left join tasks t on t.organisation_id = a.organisation_id and t.id = a.task_id
            left join known_tasks k on a.purpose is not null and k.organisation_id = a.organisation_id
                and k.id = a.task_id
            join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AssignmentStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks one task. */
    @Nullable Free lock(UUID task, UUID user) {
        return jdbc.sql(
                        """
                        select t.id, t.project_id, t.batch_id, t.key, t.sample_id, t.candidate_order,
                            coalesce(p.free, 0) = 0 as is_full,
                            (select name from users where id = :user) as annotator
                        from tasks t
                        left join lateral (select free from task_places p
                            where p.organisation_id = t.organisation_id and p.task_id = t.id for no key update) p on true
                        where t.id = :task
                        """)
                .param("task", task)
                .param("user", user)
                .query(AssignmentStore::free)
                .optional()
                .orElse(null);
    }

    /** Leases a locked task; an earlier assignment of the same annotator is taken up again. */
    UUID take(
            UUID organisation,
            UUID id,
            Free task,
            UUID user,
            int[] shown,
            Instant at,
            Instant until) {
        return jdbc.sql(
                        """
                        with counted as (update task_places set free = free - 1 where task_id = :task)
                        insert into assignments (organisation_id, id, project_id, task_id, task_key, user_id, state,
                            lease_until, shown, created_at)
                        values (:organisation, :id, :project, :task, :key, :user, 'leased', :until, :shown, :at)
                        on conflict (organisation_id, task_id, user_id) do update
                        set state = 'leased', lease_until = excluded.lease_until, shown = excluded.shown, reason = null,
                            created_at = excluded.created_at
                        returning id
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", task.projectId())
                .param("task", task.id())
                .param("key", task.key())
                .param("user", user)
                .param("until", Timestamp.from(until))
                .param("shown", shown)
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .single();
    }

    /** My assignment, locked. */
    @Nullable Work work(UUID id, UUID user) {
        return work("where a.id = :id and a.user_id = :user for update of a", id, user);
    }

    /** My assignment of a task, locked. */
    @Nullable Work workOn(UUID task, UUID user) {
        return work("where a.task_id = :id and a.user_id = :user for update of a", task, user);
    }

    /** My assignment as it is. */
    @Nullable Work look(UUID id, UUID user) {
        return work("where a.id = :id and a.user_id = :user", id, user);
    }

    private @Nullable Work work(String where, UUID id, UUID user) {
        return jdbc.sql(WORK + where)
                .param("id", id)
                .param("user", user)
                .query(this::work)
                .optional()
                .orElse(null);
    }

    void extend(UUID assignment, Instant until) {
        jdbc.sql("update assignments set lease_until = :until where id = :id")
                .param("until", Timestamp.from(until))
                .param("id", assignment)
                .update();
    }

    void saveDraft(UUID assignment, Map<String, Object> draft, @Nullable Double seconds) {
        jdbc.sql(
                        """
                        update assignments set draft = cast(:draft as jsonb),
                            seconds_active = coalesce(:seconds, seconds_active) where id = :id
                        """)
                .param("draft", json.writeValueAsString(draft))
                .param("seconds", seconds, java.sql.Types.DOUBLE)
                .param("id", assignment)
                .update();
    }

    /** Ends an assignment without an answer. */
    void giveUp(Work work, AssignmentState state, @Nullable String reason) {
        jdbc.sql(
                        """
                        with ended as (update assignments set state = :state, reason = :reason where id = :id)
                        update task_places set free = free + 1 where task_id = :task and :held
                        """)
                .param("state", Json.word(state))
                .param("reason", reason)
                .param("id", work.assignmentId())
                .param("held", work.holdsPlace())
                .param("task", work.taskId())
                .update();
    }

    /** Leases a task with a known answer; an earlier assignment of it is taken up again. */
    UUID takeKnown(
            UUID organisation,
            UUID id,
            KnownTask task,
            UUID user,
            int attempt,
            int[] shown,
            Instant at,
            Instant until) {
        return jdbc.sql(
                        """
                        insert into assignments (organisation_id, id, project_id, task_id, task_key, user_id, state,
                            lease_until, shown, created_at, purpose, attempt)
                        values (:organisation, :id, :project, :task, :key, :user, 'leased', :until, :shown, :at, :purpose,
                            :attempt)
                        on conflict (organisation_id, task_id, user_id) do update
                        set state = 'leased', lease_until = excluded.lease_until, shown = excluded.shown, reason = null,
                            created_at = excluded.created_at, attempt = excluded.attempt
                        returning id
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", task.projectId())
                .param("task", task.id())
                .param("key", task.key())
                .param("user", user)
                .param("until", Timestamp.from(until))
                .param("shown", shown)
                .param("at", Timestamp.from(at))
                .param("purpose", Json.word(task.purpose()))
                .param("attempt", attempt)
                .query(UUID.class)
                .single();
    }

    String nameOf(UUID user) {
        return jdbc.sql("select name from users where id = :user")
                .param("user", user)
                .query(String.class)
                .single();
    }

    /** Ends an assignment whose answer is known with the answer; false if it had ended before. */
    boolean submitKnown(UUID organisation, Work work, boolean counts) {
        return jdbc.sql(
                                """
                                with ended as (
                                    update assignments set state = 'submitted', draft = null
                                    where id = :id and state <> 'submitted'
                                    returning id),
                                counted as (
                                    insert into task_counts as c (organisation_id, project_id, batch_id, user_id, known)
                                    select :organisation, :project, :project, :user, 1 from ended where :counts
                                    on conflict on constraint task_counts_pkey do update set known = c.known + 1)
                                select count(*) from ended
                                """)
                        .param("organisation", organisation)
                        .param("project", work.projectId())
                        .param("user", work.annotator().id())
                        .param("counts", counts)
                        .param("id", work.assignmentId())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Takes an answer that is known back into its lease. */
    void reopenKnown(Work work, Map<String, Object> draft, Instant until) {
        jdbc.sql(
                        """
                        with counted as (
                            update task_counts set known = known - 1
                            where project_id = :project and user_id = :user and batch_id = :project)
                        update assignments set state = 'leased', draft = cast(:draft as jsonb), lease_until = :until
                        where id = :id
                        """)
                .param("project", work.projectId())
                .param("user", work.annotator().id())
                .param("draft", json.writeValueAsString(draft))
                .param("until", Timestamp.from(until))
                .param("id", work.assignmentId())
                .update();
    }

    /** Takes an answer back into its lease. */
    void reopen(Work work, Map<String, Object> draft, Instant until) {
        jdbc.sql(
                        """
                        with task as (select id, batch_id, state = 'completed' as was_complete from tasks where id = :task),
                        counted as (
                            update tasks t set answers = answers - 1,
                                state = case when was_complete then 'open' else t.state end, completed_at = null
                            from task where t.id = task.id),
                        summed as (
                            update task_counts c set answers = answers - 1,
                                completed = completed - case when was_complete then 1 else 0 end
                            from task
                            where c.project_id = :project and c.user_id = :user and c.batch_id = task.batch_id)
                        update assignments set state = 'leased', draft = cast(:draft as jsonb), lease_until = :until
                        where id = :id
                        """)
                .param("task", work.taskId())
                .param("project", work.projectId())
                .param("user", work.annotator().id())
                .param("draft", json.writeValueAsString(draft))
                .param("until", Timestamp.from(until))
                .param("id", work.assignmentId())
                .update();
    }

    /** Gives back the places of answers that no longer count. */
    void giveBack(List<UUID> submitted) {
        jdbc.sql(
                        """
                        with ended as (
                            update assignments set state = 'released'
                            where id = any(cast(:ids as uuid[])) and state = 'submitted'
                            returning task_id, user_id),
                        places as (select task_id, count(*) as n, min(user_id::text) as one from ended group by task_id),
                        opened as (
                            update tasks t set answers = t.answers - n, completed_at = null,
                                state = case when t.state = 'completed' then 'open' else t.state end
                            from places, tasks was
                            where t.id = places.task_id and was.id = t.id
                            returning t.id, t.project_id, t.batch_id, was.state = 'completed' as was_complete, one),
                        freed as (
                            update task_places p set free = free + n from places where p.task_id = places.task_id),
                        sums as (
                            select o.project_id, o.batch_id, e.user_id, count(*) as answers,
                                count(*) filter (where o.was_complete and o.one = e.user_id::text) as completed
                            from ended e join opened o on o.id = e.task_id group by 1, 2, 3)
                        update task_counts c set answers = c.answers - sums.answers,
                            completed = c.completed - sums.completed
                        from sums
                        where c.project_id = sums.project_id and c.user_id = sums.user_id and c.batch_id = sums.batch_id
                        """)
                .param("ids", submitted.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** How many answers of mine a project has. */
    int answersOf(UUID project, UUID user) {
        return jdbc.sql(
                        """
                        select coalesce(sum(answers + known), 0) from task_counts
                        where project_id = :project and user_id = :user
                        """)
                .param("project", project)
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    private static Free free(ResultSet row, int n) throws SQLException {
        return new Free(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                ints(row.getArray("candidate_order")),
                row.getBoolean("is_full"),
                row.getString("annotator"));
    }

    private Work work(ResultSet row, int n) throws SQLException {
        String draft = row.getString("draft");
        int[] shown = ints(row.getArray("shown"));
        return new Work(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getObject("sample_id", UUID.class),
                new Annotator(
                        row.getObject("user_id", UUID.class),
                        row.getString("name"),
                        Json.constant(AnnotatorKind.class, row.getString("kind"))),
                Json.constant(AssignmentState.class, row.getString("state")),
                row.getTimestamp("lease_until").toInstant(),
                shown == null ? new int[0] : shown,
                draft == null ? null : json.readValue(draft, ANSWERS),
                purpose(row),
                row.getInt("attempt"),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"));
    }

    private static @Nullable Purpose purpose(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return purpose == null ? null : Json.constant(Purpose.class, purpose);
    }

    private static int @Nullable [] ints(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((Integer[]) array.getArray()).mapToInt(i -> i).toArray();
    }
}
