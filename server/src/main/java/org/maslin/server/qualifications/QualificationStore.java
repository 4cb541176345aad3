package org.maslin.server.qualifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Interval;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of qualifications. */
final class QualificationStore {

    private static final String QUALIFICATION =
            """
            select q.id, q.project_id, q.name, q.pass_mark, q.attempts, q.valid_days, q.retired, q.created_at,
                (select count(*) from known_tasks k where k.organisation_id = q.organisation_id
                    and k.project_id = q.project_id and k.qualification_id = q.id and not k.retired) as tasks
            from qualifications q
            """;

    private static final String ATTEMPT =
            """
            select a.qualification_id, a.attempt, a.started_at, a.finished_at, a.correct, a.tasks, a.passed,
                u.id as user_id, u.name, u.kind
            from qualification_attempts a join users u on u.organisation_id = a.organisation_id and u.id = a.user_id
            """;

    private final JdbcClient jdbc;

    QualificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a test unless its name is taken in the project; tells whether it did. */
    boolean add(UUID organisation, UUID id, UUID project, NewQualification fresh, Instant at) {
        return jdbc.sql(
                                """
                                insert into qualifications (organisation_id, id, project_id, name, pass_mark, attempts,
                                    valid_days, created_at)
                                values (:organisation, :id, :project, :name, :mark, :attempts, :days, :at)
                                on conflict (organisation_id, project_id, name) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("project", project)
                        .param("name", fresh.name())
                        .param("mark", fresh.passMarkOrUsual())
                        .param("attempts", fresh.attemptsOrOne())
                        .param("days", fresh.validDays(), Types.INTEGER)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    @Nullable Qualification get(UUID id) {
        return jdbc.sql(QUALIFICATION + "where q.id = :id")
                .param("id", id)
                .query(QualificationStore::qualification)
                .optional()
                .orElse(null);
    }

    List<Qualification> list(UUID project) {
        return jdbc.sql(QUALIFICATION + "where q.project_id = :project order by q.name")
                .param("project", project)
                .query(QualificationStore::qualification)
                .list();
    }

    void change(UUID id, QualificationChange change) {
        jdbc.sql(
                        """
                        update qualifications set pass_mark = coalesce(:mark, pass_mark),
                            attempts = coalesce(:attempts, attempts), valid_days = coalesce(:days, valid_days),
                            retired = coalesce(:retired, retired)
                        where id = :id
                        """)
                .param("mark", change.passMark(), Types.DOUBLE)
                .param("attempts", change.attempts(), Types.INTEGER)
                .param("days", change.validDays(), Types.INTEGER)
                .param("retired", change.retired(), Types.BOOLEAN)
                .param("id", id)
                .update();
    }

    /** Somebody's attempts, the last one first. */
    List<Attempt> attemptsOf(UUID qualification, UUID user) {
        return jdbc.sql(
                        ATTEMPT
                                + "where a.qualification_id = :qualification and a.user_id = :user"
                                + " order by a.attempt desc")
                .param("qualification", qualification)
                .param("user", user)
                .query(QualificationStore::attempt)
                .list();
    }

    /** Everybody's attempts, the newest first. */
    List<Attempt> attempts(UUID qualification, int atMost) {
        return jdbc.sql(
                        ATTEMPT
                                + "where a.qualification_id = :qualification"
                                + " order by a.started_at desc, a.user_id limit :n")
                .param("qualification", qualification)
                .param("n", atMost)
                .query(QualificationStore::attempt)
                .list();
    }

    void begin(
            UUID organisation,
            UUID project,
            UUID qualification,
            UUID user,
            int attempt,
            Instant at) {
        jdbc.sql(
                        """
                        insert into qualification_attempts (organisation_id, project_id, qualification_id, user_id, attempt,
                            started_at)
                        values (:organisation, :project, :qualification, :user, :attempt, :at)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("qualification", qualification)
                .param("user", user)
                .param("attempt", attempt)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Ends an attempt; tells whether it was running. */
    boolean finish(
            UUID qualification,
            UUID user,
            int attempt,
            int correct,
            int tasks,
            boolean passed,
            Instant at) {
        return jdbc.sql(
                                """
                                update qualification_attempts set finished_at = :at, correct = :correct, tasks = :tasks,
                                    passed = :passed
                                where qualification_id = :qualification and user_id = :user and attempt = :attempt
                                    and finished_at is null
                                """)
                        .param("at", Timestamp.from(at))
                        .param("correct", correct)
                        .param("tasks", tasks)
                        .param("passed", passed)
                        .param("qualification", qualification)
                        .param("user", user)
                        .param("attempt", attempt)
                        .update()
                == 1;
    }

    private static Qualification qualification(ResultSet row, int n) throws SQLException {
        int days = row.getInt("valid_days");
        Integer valid = row.wasNull() ? null : Integer.valueOf(days);
        return new Qualification(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("name"),
                row.getDouble("pass_mark"),
                row.getInt("attempts"),
                valid,
                row.getBoolean("retired"),
                row.getInt("tasks"),
                row.getTimestamp("created_at").toInstant(),
                null);
    }

    private static Attempt attempt(ResultSet row, int n) throws SQLException {
        Timestamp end = row.getTimestamp("finished_at");
        return new Attempt(
                row.getObject("qualification_id", UUID.class),
                new Annotator(
                        row.getObject("user_id", UUID.class),
                        row.getString("name"),
                        Json.constant(AnnotatorKind.class, row.getString("kind"))),
                row.getInt("attempt"),
                row.getTimestamp("started_at").toInstant(),
                end == null ? null : end.toInstant(),
                end == null ? null : score(row.getInt("correct"), row.getInt("tasks")),
                end == null ? null : row.getBoolean("passed"));
    }

    private static Figure score(int correct, int tasks) {
        Interval ends = Interval.wilson(correct, tasks);
        return Figure.withInterval(
                (double) correct / tasks,
                ends.low(),
                ends.high(),
                tasks,
                "share of right answers, Wilson");
    }
}
