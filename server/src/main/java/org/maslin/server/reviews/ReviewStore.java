package org.maslin.server.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of reviews. */
final class ReviewStore {

    /** What a project's reviews came to. */
    record Counts(
            long pending,
            long accepted,
            long fixed,
            long rejected,
            long firstLooks,
            long firstAccepted) {}

    private static final TypeReference<List<Comment>> COMMENTS = new TypeReference<>() {};

    private static final String REVIEW =
            """
            select id, project_id, annotation_id, task_id, task_key, revision, level, state, reviewer_id, lease_until,
                verdict, comments, done_at, risk
            from reviews
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReviewStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(
            UUID organisation,
            UUID id,
            UUID project,
            Annotation annotation,
            int level,
            Instant at) {
        jdbc.sql(
                        """
                        insert into reviews (organisation_id, id, project_id, annotation_id, task_id, task_key,
                            annotator_id, revision, level, state, created_at)
                        values (:organisation, :id, :project, :annotation, :task, :key, :annotator, :revision, :level,
                            'pending', :at)
                        on conflict (organisation_id, annotation_id, revision, level) do nothing
                        """)
                .param("organisation", organisation)
                .param("id", id)
                .param("project", project)
                .param("annotation", annotation.id())
                .param("task", annotation.taskId())
                .param("key", annotation.taskKey())
                .param("annotator", annotation.annotator().id())
                .param("revision", annotation.revision())
                .param("level", level)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Drops what is still to be reviewed of an annotator's answer to a task. */
    void drop(UUID task, UUID annotator) {
        jdbc.sql(
                        """
                        update reviews set state = 'dropped'
                        where task_id = :task and annotator_id = :annotator and state in ('pending', 'leased')
                        """)
                .param("task", task)
                .param("annotator", annotator)
                .update();
    }

    /** Leases the review that I hold already, or the next one. */
    @Nullable UUID lease(UUID project, UUID reviewer, Instant now, Instant until) {
        return jdbc.sql(
                        """
                        update reviews set state = 'leased', reviewer_id = :me, lease_until = :until
                        where id = (
                            select r.id from reviews r
                            where r.project_id = :project and r.state in ('pending', 'leased')
                                and (r.state = 'pending' or r.lease_until <= :now or r.reviewer_id = :me)
                                and r.annotator_id <> :me
                                and not exists (select 1 from reviews o where o.annotation_id = r.annotation_id
                                    and o.revision = r.revision and o.reviewer_id = :me and o.state = 'done')
                            order by (r.state = 'leased' and r.reviewer_id = :me) desc, r.level desc,
                                r.risk desc nulls last, r.task_key
                            limit 1 for update skip locked)
                        returning id
                        """)
                .param("project", project)
                .param("me", reviewer)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /**
     * Judges what waits: by what the answers to its task say together of this one, where there are
     * several; else by how often its annotator's answers did not stand.
     */
    void judge(UUID project) {
        jdbc.sql(
                        """
                        with looks as (
                            select annotator_id, count(*) as n, count(*) filter (where verdict <> 'accept') as bad
                            from reviews
                            where project_id = :project and level = 1 and state = 'done' and reviewer_id is not null
                            group by annotator_id),
                        waiting as (
                            select r.id, r.risk, r.annotation_id, r.task_id, r.annotator_id from reviews r
                            where r.project_id = :project and r.state in ('pending', 'leased')
                            for update skip locked),
                        judged as (
                            select w.id, w.risk as before, case
                                when c.answers >= 2 and a.label is not null
                                    then 1 - coalesce((c.posterior ->> a.label)::float8, 0)
                                else (coalesce(l.bad, 0) + 1.0) / (coalesce(l.n, 0) + 2.0) end as risk
                            from waiting w
                            join annotations a on a.id = w.annotation_id
                            left join consensus c on c.task_id = w.task_id
                            left join looks l on l.annotator_id = w.annotator_id)
                        update reviews r set risk = j.risk from judged j
                        where r.id = j.id and j.before is distinct from j.risk
                        """)
                .param("project", project)
                .update();
    }

    void extend(UUID id, Instant until) {
        jdbc.sql("update reviews set lease_until = :until where id = :id")
                .param("until", Timestamp.from(until))
                .param("id", id)
                .update();
    }

    void release(UUID id) {
        jdbc.sql(
                        """
                        update reviews set state = 'pending', reviewer_id = null, lease_until = null where id = :id
                        """)
                .param("id", id)
                .update();
    }

    void done(UUID id, Verdict verdict, List<Comment> comments, Instant at) {
        jdbc.sql(
                        """
                        update reviews set state = 'done', verdict = :verdict, comments = cast(:comments as jsonb),
                            done_at = :at, lease_until = null
                        where id = :id
                        """)
                .param("verdict", Json.word(verdict))
                .param("comments", json.writeValueAsString(comments))
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** Accepts what agrees with a consensus that is sure enough; returns how many. */
    int acceptSure(UUID project, double probability, Instant at) {
        return jdbc.sql(
                        """
                        update reviews r set state = 'done', verdict = 'accept', done_at = :at
                        from consensus c, annotations a
                        where r.project_id = :project and r.state = 'pending'
                            and c.task_id = r.task_id and a.id = r.annotation_id
                            and c.answers >= 2 and c.probability >= :probability and c.label = a.label
                        """)
                .param("project", project)
                .param("probability", probability)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Review get(UUID id) {
        return one(REVIEW + "where id = :id", id);
    }

    @Nullable Review lock(UUID id) {
        return one(REVIEW + "where id = :id for update", id);
    }

    private @Nullable Review one(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(this::review).optional().orElse(null);
    }

    List<Review> ofAnnotation(UUID annotation) {
        return jdbc.sql(REVIEW + "where annotation_id = :annotation order by revision, level")
                .param("annotation", annotation)
                .query(this::review)
                .list();
    }

    /** What was said about an annotator's answers to a task. */
    List<Review> ofTask(UUID task, UUID annotator) {
        return jdbc.sql(
                        REVIEW
                                + "where task_id = :task and annotator_id = :annotator and state = 'done'"
                                + " order by revision, level")
                .param("task", task)
                .param("annotator", annotator)
                .query(this::review)
                .list();
    }

    Counts counts(UUID project) {
        return jdbc.sql(
                        """
                        select count(*) filter (where state in ('pending', 'leased')) as pending,
                            count(*) filter (where verdict = 'accept') as accepted,
                            count(*) filter (where verdict = 'fix') as fixed,
                            count(*) filter (where verdict = 'reject') as rejected,
                            count(*) filter (where level = 1 and revision = 1 and reviewer_id is not null
                                and state = 'done') as looks,
                            count(*) filter (where level = 1 and revision = 1 and reviewer_id is not null
                                and verdict = 'accept') as good
                        from reviews where project_id = :project
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new Counts(
                                        row.getLong("pending"),
                                        row.getLong("accepted"),
                                        row.getLong("fixed"),
                                        row.getLong("rejected"),
                                        row.getLong("looks"),
                                        row.getLong("good")))
                .single();
    }

    private Review review(ResultSet row, int n) throws SQLException {
        Timestamp lease = row.getTimestamp("lease_until");
        Timestamp done = row.getTimestamp("done_at");
        String verdict = row.getString("verdict");
        return new Review(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("annotation_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getString("task_key"),
                row.getInt("revision"),
                row.getInt("level"),
                Json.constant(ReviewState.class, row.getString("state")),
                row.getObject("reviewer_id", UUID.class),
                lease == null ? null : lease.toInstant(),
                verdict == null ? null : Json.constant(Verdict.class, verdict),
                json.readValue(row.getString("comments"), COMMENTS),
                done == null ? null : done.toInstant(),
                row.getObject("risk", Double.class));
    }
}
