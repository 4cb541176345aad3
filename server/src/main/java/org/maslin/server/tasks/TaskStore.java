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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * All SQL of tasks. A task's row counts its answers and live leases, so that who may take it is
 * seen on the row alone; whoever changes the counts has locked the row.
 */
final class TaskStore {

    /** A locked task that an annotator may take. */
    record Free(
            UUID id,
            UUID projectId,
            String key,
            UUID sampleId,
            int @Nullable [] order,
            boolean full,
            String annotator) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final String TASK =
            "select id, project_id, key, sample_id, state, overlap, answers from tasks ";

    private static final String FREE =
            """
            select t.id, t.project_id, t.key, t.sample_id, t.candidate_order,
                t.answers + t.leases >= t.overlap as is_full,
                (select name from users where id = :user) as annotator
            from tasks t
            """;

    private static final String CLAIMABLE =
            " t.project_id = :project and t.state = 'open' and t.answers + t.leases < t.overlap ";

    private static final String NOT_MINE =
            """
            not exists (select 1 from assignments a
                where a.task_id = t.id and a.user_id = :user and a.state <> 'released')
            """;

    private static final String AFTER_MINE =
            """
            t.key > coalesce((select max(a.task_key) from assignments a
                where a.project_id = :project and a.user_id = :user and a.state <> 'released'), '')
            """;

    private static final String NEXT = " order by t.key limit 1 for no key update of t";

    private static final String WORK =
            """
            select a.id, a.project_id, a.task_id, a.task_key, t.sample_id, a.state, a.lease_until, a.shown, a.draft,
                u.id as user_id, u.name, u.kind
            from assignments a
            join tasks t on t.organisation_id = a.organisation_id and t.id = a.task_id
            join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TaskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds tasks whose key the project does not have; returns their ids. */
    List<UUID> add(UUID organisation, UUID project, List<TaskFlow.Row> rows, Instant at) {
        return jdbc.sql(
                        """
                        insert into tasks (organisation_id, project_id, created_at, id, key, sample_id, overlap,
                            candidate_order)
                        select :organisation, :project, :at, id, key, sample, overlap, cast(pinned as int[])
                        from unnest(cast(:ids as uuid[]), cast(:keys as text[]), cast(:samples as uuid[]),
                            cast(:overlaps as int[]), cast(:orders as text[])) as line (id, key, sample, overlap, pinned)
                        on conflict (organisation_id, project_id, key) do nothing
                        returning id
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("at", Timestamp.from(at))
                .param("ids", texts(rows, row -> row.id().toString()))
                .param("keys", texts(rows, TaskFlow.Row::key))
                .param("samples", texts(rows, row -> row.sampleId().toString()))
                .param("overlaps", rows.stream().mapToInt(TaskFlow.Row::overlap).toArray())
                .param("orders", texts(rows, row -> arrayLiteral(row.order())))
                .query(UUID.class)
                .list();
    }

    List<Task> list(UUID project, @Nullable TaskState state, @Nullable String after, int atMost) {
        String ofState = state == null ? "" : "and state = '" + Json.word(state) + "' ";
        return jdbc.sql(
                        TASK
                                + "where project_id = :project and key > :after "
                                + ofState
                                + "order by key limit :n")
                .param("project", project)
                .param("after", after == null ? "" : after)
                .param("n", atMost)
                .query(TaskStore::task)
                .list();
    }

    List<Task> byIds(List<UUID> ids) {
        return jdbc.sql(TASK + "where id = any(cast(:ids as uuid[]))")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(TaskStore::task)
                .list();
    }

    List<Task> byKeys(UUID project, List<String> keys) {
        return jdbc.sql(TASK + "where project_id = :project and key = any(:keys)")
                .param("project", project)
                .param("keys", keys.toArray(String[]::new))
                .query(TaskStore::task)
                .list();
    }

    @Nullable Task get(UUID id) {
        return byIds(List.of(id)).stream().findFirst().orElse(null);
    }

    /** Lets one claim of an annotator in a project wait for the other. */
    void oneAtATime(UUID project, UUID user) {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", project.getLeastSignificantBits() ^ user.getLeastSignificantBits())
                .query(String.class)
                .optional();
    }

    /** My live leases in a project, oldest first. */
    List<UUID> held(UUID project, UUID user, Instant at, int atMost) {
        return jdbc.sql(
                        """
                        select id from assignments
                        where project_id = :project and user_id = :user and state = 'leased' and lease_until > :at
                        order by created_at, id limit :n
                        """)
                .param("project", project)
                .param("user", user)
                .param("at", Timestamp.from(at))
                .param("n", atMost)
                .query(UUID.class)
                .list();
    }

    /** The next task in key order behind those I have had already. */
    @Nullable Free nextAfterMine(UUID project, UUID user) {
        return free(
                FREE + " where " + CLAIMABLE + " and " + AFTER_MINE + NEXT + " skip locked",
                project,
                user);
    }

    /** The first task in key order that I have not had yet; waits for those who look at it now. */
    @Nullable Free nextFromStart(UUID project, UUID user) {
        return free(FREE + " where " + CLAIMABLE + " and " + NOT_MINE + NEXT, project, user);
    }

    private @Nullable Free free(String sql, UUID project, UUID user) {
        return jdbc.sql(sql)
                .param("project", project)
                .param("user", user)
                .query(TaskStore::free)
                .optional()
                .orElse(null);
    }

    /** Locks one task. */
    @Nullable Free lock(UUID task, UUID user) {
        return jdbc.sql(FREE + " where t.id = :task for no key update of t")
                .param("task", task)
                .param("user", user)
                .query(TaskStore::free)
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
                        with counted as (update tasks set leases = leases + 1 where id = :task)
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
                        update tasks set leases = leases - :held where id = :task and :held > 0
                        """)
                .param("state", Json.word(state))
                .param("reason", reason)
                .param("id", work.assignmentId())
                .param("held", held(work))
                .param("task", work.taskId())
                .update();
    }

    /** Counts an answer; false if the place that its lease had was given away. */
    boolean complete(Work work) {
        return jdbc.sql(
                                """
                                with counted as (
                                    update tasks set answers = answers + 1, leases = leases - :held,
                                        state = case when answers + 1 >= overlap then 'completed' else 'open' end
                                    where id = :task and answers + leases - :held < overlap
                                    returning id)
                                update assignments set state = 'submitted', draft = null
                                where id = :id and exists (select 1 from counted)
                                """)
                        .param("held", held(work))
                        .param("task", work.taskId())
                        .param("id", work.assignmentId())
                        .update()
                == 1;
    }

    /** Takes an answer back into its lease. */
    void reopen(Work work, Map<String, Object> draft, Instant until) {
        jdbc.sql(
                        """
                        with counted as (
                            update tasks set answers = answers - 1, leases = leases + 1, state = 'open' where id = :task)
                        update assignments set state = 'leased', draft = cast(:draft as jsonb), lease_until = :until
                        where id = :id
                        """)
                .param("task", work.taskId())
                .param("draft", json.writeValueAsString(draft))
                .param("until", Timestamp.from(until))
                .param("id", work.assignmentId())
                .update();
    }

    /** Gives back what leases hold that have run out; one sweep at a time. */
    void returnExpired(Instant at) {
        jdbc.sql(
                        """
                        with one as materialized (
                            select 1 where pg_try_advisory_xact_lock(hashtext(cast(current_organisation() as text)))),
                        late as (
                            select id from assignments, one where state = 'leased' and lease_until <= :at
                            for update of assignments skip locked),
                        ended as (
                            update assignments a set state = 'released' from late where a.id = late.id
                            returning a.task_id),
                        places as (select task_id, count(*) as n from ended group by task_id)
                        update tasks t set leases = leases - n from places where t.id = places.task_id
                        """)
                .param("at", Timestamp.from(at))
                .update();
    }

    Assignment.Progress progress(UUID project, UUID user) {
        return jdbc.sql(
                        """
                        select (select count(*) from assignments
                                where project_id = :project and user_id = :user and state = 'submitted'),
                            case when ahead > 0 then ahead else (select count(*) from (
                                select 1 from tasks t where %1$s and %2$s limit 500) x) end
                        from (select count(*) as ahead from (
                            select 1 from tasks t where %1$s and %3$s limit 500) x) y
                        """
                                .formatted(CLAIMABLE, NOT_MINE, AFTER_MINE))
                .param("project", project)
                .param("user", user)
                .query((row, n) -> new Assignment.Progress(row.getInt(1), row.getInt(2)))
                .single();
    }

    private static int held(Work work) {
        return work.holdsPlace() ? 1 : 0;
    }

    private static Free free(ResultSet row, int n) throws SQLException {
        return new Free(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
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
                draft == null ? null : json.readValue(draft, ANSWERS));
    }

    private static Task task(ResultSet row, int n) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("key"),
                row.getObject("sample_id", UUID.class),
                Json.constant(TaskState.class, row.getString("state")),
                row.getInt("overlap"),
                row.getInt("answers"));
    }

    private static int @Nullable [] ints(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Arrays.stream((Integer[]) array.getArray()).mapToInt(i -> i).toArray();
    }

    private static @Nullable String arrayLiteral(@Nullable List<Integer> order) {
        return order == null
                ? null
                : order.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String[] texts(
            List<TaskFlow.Row> rows, Function<TaskFlow.Row, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
        }
        return texts;
    }
}
