package org.maslin.server.projects;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of reading guidelines. */
final class GuidelineStore {

    /** The version that somebody read last, and when. */
    record Read(int version, Instant at) {}

    private final JdbcClient jdbc;

    GuidelineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version up to this one; null if there is none. */
    @Nullable GuidelineVersion upTo(UUID project, int version) {
        return jdbc.sql(
                        """
                        select version, text, created_at from guidelines
                        where project_id = :project and version <= :version order by version desc limit 1
                        """)
                .param("project", project)
                .param("version", version)
                .query(
                        (row, n) ->
                                new GuidelineVersion(
                                        row.getInt(1),
                                        row.getString(2),
                                        GuidelineSection.of(row.getString(2)),
                                        row.getTimestamp(3).toInstant()))
                .optional()
                .orElse(null);
    }

    List<GuidelineVersion> list(UUID project) {
        return jdbc.sql(
                        """
                        select version, created_at from guidelines where project_id = :project
                        order by version desc limit 1000
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new GuidelineVersion(
                                        row.getInt(1),
                                        "",
                                        List.of(),
                                        row.getTimestamp(2).toInstant()))
                .list();
    }

    void read(UUID organisation, UUID project, UUID user, int version, Instant at) {
        jdbc.sql(
                        """
                        insert into guideline_reads (organisation_id, project_id, user_id, version, at)
                        values (:organisation, :project, :user, :version, :at) on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("user", user)
                .param("version", version)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Nullable Read lastRead(UUID project, UUID user) {
        return jdbc.sql(
                        """
                        select version, at from guideline_reads where project_id = :project and user_id = :user
                        order by version desc limit 1
                        """)
                .param("project", project)
                .param("user", user)
                .query((row, n) -> new Read(row.getInt(1), row.getTimestamp(2).toInstant()))
                .optional()
                .orElse(null);
    }

    List<GuidelineReader> readers(UUID project) {
        return jdbc.sql(
                        """
                        select distinct on (r.user_id) r.user_id, u.name, r.version, r.at
                        from guideline_reads r join users u on u.organisation_id = r.organisation_id and u.id = r.user_id
                        where r.project_id = :project order by r.user_id, r.version desc limit 10000
                        """)
                .param("project", project)
                .query(
                        (row, n) ->
                                new GuidelineReader(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getInt(3),
                                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
