package org.maslin.server.workforce;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Median;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of workforce. Each question reads a project's answers once: about a second a million. */
final class WorkforceStore {

    private final JdbcClient jdbc;

    WorkforceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The books of everybody, or of one user. */
    List<WorkforceFlow.Books> books(UUID project, @Nullable UUID user) {
        Map<UUID, Map<String, Long>> labels = labels(project);
        Map<UUID, Long> timed = new HashMap<>();
        List<WorkforceFlow.Books> books =
                jdbc.sql(
                                """
                        select u.id, u.name, u.kind, w.*, coalesce(s.skipped, 0) as skipped,
                            coalesce(r.accepted, 0) as accepted, coalesce(r.fixed, 0) as fixed,
                            coalesce(r.rejected, 0) as rejected
                        from (
                            select a.user_id, count(*) filter (where not withdrawn) as answers,
                                coalesce(sum(a.seconds_active), 0) as seconds,
                                count(a.seconds_active) as timed,
                                count(*) filter (where c.answers >= 2 and not withdrawn) as judged,
                                count(*) filter (where c.answers >= 2 and not withdrawn and c.label = a.label) as agreed
                            from annotations a left join consensus c on c.task_id = a.task_id
                            where a.project_id = :project and (cast(:user as uuid) is null or a.user_id = :user)
                            group by a.user_id) w
                        join users u on u.id = w.user_id
                        left join (
                            select user_id, count(*) as skipped from assignments
                            where project_id = :project and state = 'skipped' group by user_id) s on s.user_id = u.id
                        left join (
                            select annotator_id, count(*) filter (where verdict = 'accept') as accepted,
                                count(*) filter (where verdict = 'fix') as fixed,
                                count(*) filter (where verdict = 'reject') as rejected
                            from reviews where project_id = :project and level = 1 group by annotator_id) r
                            on r.annotator_id = u.id
                        order by w.answers desc, u.name, u.id
                        """)
                        .param("project", project)
                        .param("user", user)
                        .query(
                                (row, n) -> {
                                    timed.put(
                                            row.getObject("id", UUID.class), row.getLong("timed"));
                                    return books(row, labels);
                                })
                        .list();
        Map<UUID, Figure> medians = medians(project, timed);
        return books.stream().map(one -> one.with(medians.get(one.annotator().id()))).toList();
    }

    /** The median seconds of each of these, of whose answers so many have a time. */
    private Map<UUID, Figure> medians(UUID project, Map<UUID, Long> timed) {
        List<Map.Entry<UUID, Long>> users =
                timed.entrySet().stream().filter(one -> one.getValue() > 0).toList();
        var medians = new HashMap<UUID, Figure>();
        jdbc.sql(
                        """
                        select a.user_id, of.n,
                            percentile_cont(0.5) within group (order by a.seconds_active),
                            percentile_disc(of.low) within group (order by a.seconds_active),
                            percentile_disc(1 - of.low) within group (order by a.seconds_active)
                        from unnest(cast(:users as uuid[]), cast(:counts as bigint[]), cast(:lows as float8[]))
                                as of (user_id, n, low)
                            join annotations a on a.user_id = of.user_id
                        where a.project_id = :project and a.seconds_active is not null
                        group by a.user_id, of.n, of.low
                        """)
                .param(
                        "users",
                        users.stream().map(one -> one.getKey().toString()).toArray(String[]::new))
                .param("counts", users.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .param(
                        "lows",
                        users.stream().map(one -> share(one.getValue())).toArray(Double[]::new))
                .param("project", project)
                .query(
                        row -> {
                            medians.put(
                                    row.getObject(1, UUID.class),
                                    Median.figure(
                                            row.getDouble(3),
                                            row.getDouble(4),
                                            row.getDouble(5),
                                            row.getLong(2)));
                        });
        return medians;
    }

    /** Half a value below its rank is where the value at the low end of the interval begins. */
    private static double share(long n) {
        return (Math.max(1, Median.lowRank(n)) - 0.5) / n;
    }

    private static WorkforceFlow.Books books(ResultSet row, Map<UUID, Map<String, Long>> labels)
            throws SQLException {
        UUID user = row.getObject("id", UUID.class);
        return new WorkforceFlow.Books(
                new Annotator(
                        user,
                        row.getString("name"),
                        Json.constant(AnnotatorKind.class, row.getString("kind"))),
                row.getLong("answers"),
                row.getDouble("seconds"),
                null,
                row.getLong("skipped"),
                row.getLong("accepted"),
                row.getLong("fixed"),
                row.getLong("rejected"),
                row.getLong("judged"),
                row.getLong("agreed"),
                labels.getOrDefault(user, Map.of()),
                0,
                0,
                false);
    }

    private Map<UUID, Map<String, Long>> labels(UUID project) {
        var labels = new HashMap<UUID, Map<String, Long>>();
        jdbc.sql(
                        """
                        select user_id, label, count(*) from annotations
                        where project_id = :project and not withdrawn and label is not null
                        group by user_id, label
                        """)
                .param("project", project)
                .query(
                        row -> {
                            labels.computeIfAbsent(
                                            row.getObject(1, UUID.class), u -> new HashMap<>())
                                    .put(row.getString(2), row.getLong(3));
                        });
        return labels;
    }

    /** The days with answers that stand, in UTC; of everybody or of one user. */
    List<Day> days(UUID project, @Nullable UUID user) {
        return jdbc.sql(
                        """
                        select cast(submitted_at at time zone 'UTC' as date) as day, count(*),
                            coalesce(sum(seconds_active), 0)
                        from annotations
                        where project_id = :project and not withdrawn and (cast(:user as uuid) is null or user_id = :user)
                        group by 1 order by 1
                        """)
                .param("project", project)
                .param("user", user)
                .query(
                        (row, n) ->
                                new Day(
                                        row.getObject(1, LocalDate.class),
                                        row.getLong(2),
                                        row.getDouble(3)))
                .list();
    }

    /**
     * What the answers that stand come to, of everybody or of one user; where there are reviews,
     * those are accepted whose last review accepted or fixed them, else all.
     */
    WorkforceFlow.Standing standing(UUID project, @Nullable UUID user, boolean reviewed) {
        String accepted =
                reviewed
                        ? """
                        exists (select 1 from reviews r where r.annotation_id = a.id and r.state = 'done'
                                and r.verdict <> 'reject')
                            and not exists (select 1 from reviews r where r.annotation_id = a.id
                                and r.revision = a.revision and r.state in ('pending', 'leased'))
                        """
                        : "true";
        return jdbc.sql(
                        """
                        select count(*), coalesce(sum(s), 0), coalesce(sum(s * s), 0), count(*) filter (where accepted),
                            coalesce(sum(s) filter (where accepted), 0)
                        from (select coalesce(a.seconds_active, 0) as s, %s as accepted from annotations a
                            where a.project_id = :project and not a.withdrawn
                                and (cast(:user as uuid) is null or a.user_id = :user)) of
                        """
                                .formatted(accepted))
                .param("project", project)
                .param("user", user)
                .query(
                        (row, n) ->
                                new WorkforceFlow.Standing(
                                        row.getLong(1),
                                        row.getDouble(2),
                                        row.getDouble(3),
                                        row.getLong(4),
                                        row.getDouble(5)))
                .single();
    }

    /** How many answers are missing. */
    long remaining(UUID project) {
        return jdbc.sql(
                        """
                        select coalesce(sum(overlap - answers), 0) from tasks
                        where project_id = :project and state = 'open'
                        """)
                .param("project", project)
                .query(Long.class)
                .single();
    }
}
