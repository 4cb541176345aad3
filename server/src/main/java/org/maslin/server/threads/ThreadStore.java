package org.maslin.server.threads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of threads. */
final class ThreadStore {

    /** What of a project's threads is wanted. */
    record Wanted(
            @Nullable ThreadState state,
            @Nullable UUID task,
            @Nullable String section,
            boolean mine,
            boolean all) {}

    private static final String THREAD =
            """
            select t.id, t.project_id, t.task_id, t.task_key, t.section, t.guideline_version, t.question, t.state, t.answered,
                t.messages, t.messages - coalesce(r.messages, 0) as unread, t.asked_by, u.name, t.created_at, t.updated_at
            from threads t join users u on u.organisation_id = t.organisation_id and u.id = t.asked_by
                left join thread_reads r on r.organisation_id = t.organisation_id and r.thread_id = t.id
                    and r.user_id = :asker
            """;

    private static final String SEEN =
            "(:all or t.asked_by = :asker or t.task_id is null) and (not :mine or t.asked_by = :asker)";

    private final JdbcClient jdbc;

    ThreadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID organisation, UUID project, QuestionThread thread) {
        jdbc.sql(
                        """
                        insert into threads (organisation_id, id, project_id, task_id, task_key, section, guideline_version,
                            question, messages, asked_by, created_at, updated_at)
                        values (:organisation, :id, :project, :task, :key, :section, :version, :question, 0, :by, :at, :at)
                        """)
                .param("organisation", organisation)
                .param("id", thread.id())
                .param("project", project)
                .param("task", thread.taskId())
                .param("key", thread.taskKey())
                .param("section", thread.section())
                .param("version", thread.guidelineVersion())
                .param("question", thread.question())
                .param("by", thread.askedBy())
                .param("at", Timestamp.from(thread.createdAt()))
                .update();
    }

    /**
     * Says something, which its author has read.
     *
     * @param answers whether it is somebody who checks work
     */
    void say(
            UUID organisation,
            QuestionThread thread,
            UUID user,
            String text,
            boolean answers,
            Instant at) {
        jdbc.sql(
                        """
                        with moved as (
                            update threads set messages = messages + 1, updated_at = :at, answered = answered or :answers,
                                state = case when :answers then state else 'open' end
                            where id = :thread returning messages),
                        said as (
                            insert into thread_messages (organisation_id, project_id, thread_id, n, user_id, text, created_at)
                            select :organisation, :project, :thread, messages, :user, :text, :at from moved)
                        insert into thread_reads (organisation_id, project_id, thread_id, user_id, messages)
                        select :organisation, :project, :thread, :user, messages from moved
                        on conflict (organisation_id, thread_id, user_id) do update set messages = excluded.messages
                        """)
                .param("organisation", organisation)
                .param("project", thread.projectId())
                .param("thread", thread.id())
                .param("user", user)
                .param("text", text)
                .param("answers", answers)
                .param("at", Timestamp.from(at))
                .update();
    }

    void read(UUID organisation, QuestionThread thread, UUID user) {
        jdbc.sql(
                        """
                        insert into thread_reads (organisation_id, project_id, thread_id, user_id, messages)
                        values (:organisation, :project, :thread, :user, :messages)
                        on conflict (organisation_id, thread_id, user_id) do update
                        set messages = greatest(thread_reads.messages, excluded.messages)
                        """)
                .param("organisation", organisation)
                .param("project", thread.projectId())
                .param("thread", thread.id())
                .param("user", user)
                .param("messages", thread.messages())
                .update();
    }

    void move(UUID thread, ThreadState state, UUID user, Instant at) {
        jdbc.sql(
                        """
                        update threads set state = :state, updated_at = :at,
                            resolved_by = case when :state = 'resolved' then cast(:user as uuid) end
                        where id = :thread
                        """)
                .param("state", Json.word(state))
                .param("user", user)
                .param("at", Timestamp.from(at))
                .param("thread", thread)
                .update();
    }

    @Nullable QuestionThread get(UUID id, UUID asker) {
        return jdbc.sql(THREAD + "where t.id = :id")
                .param("id", id)
                .param("asker", asker)
                .query(ThreadStore::thread)
                .optional()
                .orElse(null);
    }

    List<QuestionThread> list(
            UUID project, Wanted wanted, UUID asker, @Nullable UUID before, int atMost) {
        ThreadState state = wanted.state();
        return jdbc.sql(
                        THREAD
                                + "where t.project_id = :project and "
                                + SEEN
                                + """
                                 and (cast(:state as text) is null or t.state = :state)
                                    and (cast(:task as uuid) is null or t.task_id = :task)
                                    and (cast(:section as text) is null or t.section = :section)
                                    and (cast(:before as uuid) is null or t.id < :before)
                                order by t.id desc limit :n
                                """)
                .param("project", project)
                .param("asker", asker)
                .param("all", wanted.all())
                .param("mine", wanted.mine())
                .param("state", state == null ? null : Json.word(state))
                .param("task", wanted.task())
                .param("section", wanted.section())
                .param("before", before)
                .param("n", atMost)
                .query(ThreadStore::thread)
                .list();
    }

    ThreadCounts counts(UUID project, UUID asker, boolean all) {
        return jdbc.sql(
                        """
                        select count(*) filter (where t.state = 'open'),
                            count(*) filter (where t.state = 'open' and not t.answered),
                            count(*) filter (where t.messages > coalesce(r.messages, 0))
                        from threads t left join thread_reads r on r.organisation_id = t.organisation_id
                            and r.thread_id = t.id and r.user_id = :asker
                        where t.project_id = :project and
                        """
                                + SEEN)
                .param("project", project)
                .param("asker", asker)
                .param("all", all)
                .param("mine", !all)
                .query((row, n) -> new ThreadCounts(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    List<ThreadMessage> messages(UUID thread) {
        return jdbc.sql(
                        """
                        select m.n, m.user_id, u.name, m.text, m.created_at
                        from thread_messages m join users u on u.organisation_id = m.organisation_id and u.id = m.user_id
                        where m.thread_id = :thread order by m.n limit 1000
                        """)
                .param("thread", thread)
                .query(
                        (row, n) ->
                                new ThreadMessage(
                                        row.getInt(1),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getTimestamp(5).toInstant()))
                .list();
    }

    private static QuestionThread thread(ResultSet row, int n) throws SQLException {
        return new QuestionThread(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getString("section"),
                row.getInt("guideline_version"),
                row.getString("question"),
                Json.constant(ThreadState.class, row.getString("state")),
                row.getBoolean("answered"),
                row.getInt("messages"),
                row.getInt("unread"),
                row.getObject("asked_by", UUID.class),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
