package org.maslin.server.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of overlap that adapts. */
final class AdaptiveStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AdaptiveStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Nullable AdaptiveOverlap ofProject(UUID project) {
        return read("select adaptive from projects where id = :id", project);
    }

    /** What tasks of a batch get: the batch's own, or the project's. */
    @Nullable AdaptiveOverlap ofBatch(UUID batch) {
        return read(
                """
                select coalesce(b.adaptive, p.adaptive) from batches b
                    join projects p on p.organisation_id = b.organisation_id and p.id = b.project_id
                where b.id = :id
                """,
                batch);
    }

    private @Nullable AdaptiveOverlap read(String sql, UUID id) {
        String text = jdbc.sql(sql).param("id", id).query(String.class).optional().orElse(null);
        return text == null ? null : json.readValue(text, AdaptiveOverlap.class);
    }

    void setOfProject(UUID project, @Nullable AdaptiveOverlap overlap) {
        jdbc.sql("update projects set adaptive = cast(:overlap as jsonb) where id = :id")
                .param("overlap", overlap == null ? null : json.writeValueAsString(overlap))
                .param("id", project)
                .update();
    }

    void setOfBatch(UUID batch, @Nullable AdaptiveOverlap overlap) {
        jdbc.sql("update batches set adaptive = cast(:overlap as jsonb) where id = :id")
                .param("overlap", overlap == null ? null : json.writeValueAsString(overlap))
                .param("id", batch)
                .update();
    }

    /**
     * Open tasks that have their least answers.
     *
     * @param some only of these; of the whole project if null
     */
    List<Adaptation.Waiting> waiting(UUID project, @Nullable List<UUID> some) {
        return jdbc.sql(
                        """
                        select t.id, t.answers, t.least, t.overlap,
                            coalesce((coalesce(b.adaptive, p.adaptive) ->> 'confidence')::float8, 1) as confidence,
                            f.free > 0 or exists (select 1 from assignments a
                                where a.organisation_id = t.organisation_id and a.task_id = t.id
                                    and a.state = 'leased') as asked
                        from tasks t
                        join projects p on p.organisation_id = t.organisation_id and p.id = t.project_id
                        join batches b on b.organisation_id = t.organisation_id and b.id = t.batch_id
                        join task_places f on f.organisation_id = t.organisation_id and f.task_id = t.id
                        where t.project_id = :project and t.state = 'open' and t.least is not null
                            and t.answers >= t.least
                            and (cast(:some as text[]) is null or t.id = any(cast(:some as uuid[])))
                        order by t.id
                        """)
                .param("project", project)
                .param(
                        "some",
                        some == null
                                ? null
                                : some.stream().map(UUID::toString).toArray(String[]::new))
                .query(
                        (row, n) ->
                                new Adaptation.Waiting(
                                        row.getObject(1, UUID.class),
                                        row.getInt(2),
                                        new AdaptiveOverlap(
                                                row.getInt(3),
                                                Math.max(row.getInt(3), row.getInt(4)),
                                                row.getDouble(5)),
                                        row.getBoolean(6)))
                .list();
    }

    /** Gives one more place to each of these open tasks that has none. */
    void extend(List<UUID> tasks) {
        jdbc.sql(
                        """
                        update task_places f set free = 1
                        from tasks t
                        where f.task_id = any(cast(:tasks as uuid[])) and t.id = f.task_id and t.state = 'open'
                            and f.free = 0
                        """)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** Completes these open tasks with the answers that they have; returns those that were open. */
    List<UUID> complete(List<UUID> tasks, UUID user, Instant at) {
        return jdbc.sql(
                        """
                        with done as (
                            update tasks t set state = 'completed', completed_at = :at, overlap = t.answers
                            from tasks was
                            where t.id = any(cast(:tasks as uuid[])) and t.state = 'open' and was.id = t.id
                            returning t.organisation_id, t.id, t.project_id, t.batch_id, was.overlap - t.answers as spared),
                        closed as (
                            update task_places f set free = 0 from done where f.task_id = done.id and f.free > 0),
                        counted as (
                            insert into task_counts as c (organisation_id, project_id, batch_id, user_id, completed, needed)
                            select organisation_id, project_id, batch_id, :user, count(*), - sum(spared) from done
                            group by 1, 2, 3
                            on conflict on constraint task_counts_pkey do update
                            set completed = c.completed + excluded.completed, needed = c.needed + excluded.needed)
                        select id from done
                        """)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .param("user", user)
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .list();
    }
}
