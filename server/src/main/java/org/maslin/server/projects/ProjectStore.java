package org.maslin.server.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of projects. */
final class ProjectStore {

    private static final TypeReference<List<Question>> QUESTIONS = new TypeReference<>() {};

    private static final String PROJECT =
            """
            select p.id, p.name, p.overlap, p.lease_seconds, p.review, p.price, p.gold, p.prefill, p.chain_id,
                p.state, p.created_at,
                o.version as ontology_version, o.questions,
                coalesce(g.version, 0) as guideline_version, coalesce(g.text, '') as guideline_text
            from projects p
            join lateral (select version, questions from ontologies
                where project_id = p.id order by version desc limit 1) o on true
            left join lateral (select version, text from guidelines
                where project_id = p.id order by version desc limit 1) g on true
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProjectStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds a project unless its idempotency key was used already; tells whether it did. */
    boolean add(
            UUID organisation,
            UUID id,
            NewProject project,
            @Nullable UUID chain,
            @Nullable String idempotencyKey,
            UUID creator,
            Instant at) {
        return jdbc.sql(
                                """
                                insert into projects (organisation_id, id, name, overlap, lease_seconds, chain_id,
                                    idempotency_key, created_by, created_at)
                                values (:organisation, :id, :name, :overlap, :lease, :chain, :key, :creator, :at)
                                on conflict (organisation_id, idempotency_key) do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("name", project.name())
                        .param("overlap", project.overlapOrOne())
                        .param("lease", project.leaseSecondsOrDefault())
                        .param("chain", chain)
                        .param("key", idempotencyKey)
                        .param("creator", creator)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    UUID byIdempotencyKey(String key) {
        return jdbc.sql("select id from projects where idempotency_key = :key")
                .param("key", key)
                .query(UUID.class)
                .single();
    }

    int addOntology(UUID organisation, UUID project, Ontology ontology, Instant at) {
        return jdbc.sql(
                        """
                        insert into ontologies (organisation_id, project_id, version, questions, created_at)
                        select :organisation, :project, coalesce(max(version), 0) + 1, cast(:questions as jsonb), :at
                        from ontologies where project_id = :project
                        returning version
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("questions", json.writeValueAsString(ontology.questions()))
                .param("at", Timestamp.from(at))
                .query(Integer.class)
                .single();
    }

    int addGuideline(UUID organisation, UUID project, String text, Instant at) {
        return jdbc.sql(
                        """
                        insert into guidelines (organisation_id, project_id, version, text, created_at)
                        select :organisation, :project, coalesce(max(version), 0) + 1, :text, :at
                        from guidelines where project_id = :project
                        returning version
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("text", text)
                .param("at", Timestamp.from(at))
                .query(Integer.class)
                .single();
    }

    /** Locks a project so that its next ontology or guideline version is one writer's. */
    boolean lock(UUID project) {
        return jdbc.sql("select id from projects where id = :id for update")
                .param("id", project)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    @Nullable Project get(UUID id, UUID asker) {
        return jdbc.sql(PROJECT + "where p.id = :id")
                .param("id", id)
                .query((row, n) -> project(row, counts(id, asker)))
                .optional()
                .orElse(null);
    }

    @Nullable ProjectTerms terms(UUID id) {
        return jdbc.sql(PROJECT + "where p.id = :id")
                .param("id", id)
                .query(
                        (row, n) ->
                                new ProjectTerms(
                                        row.getObject("id", UUID.class),
                                        new Ontology(
                                                row.getInt("ontology_version"),
                                                questions(row.getString("questions"))),
                                        row.getInt("guideline_version"),
                                        row.getInt("overlap"),
                                        row.getInt("lease_seconds"),
                                        read(row.getString("review"), ReviewRule.class),
                                        read(row.getString("gold"), GoldRule.class),
                                        row.getBoolean("prefill")))
                .optional()
                .orElse(null);
    }

    List<Project> list(ProjectShelf shelf, @Nullable UUID before, int atMost, UUID asker) {
        String states =
                switch (shelf) {
                    case CURRENT -> "('active', 'paused')";
                    case ARCHIVED -> "('archived')";
                    case DELETED -> "('deleted')";
                    case ALL -> "('active', 'paused', 'archived')";
                };
        return jdbc.sql(
                        PROJECT
                                + "where p.state in "
                                + states
                                + " and (cast(:before as uuid) is null or p.id < :before) order by p.id desc limit :n")
                .param("before", before)
                .param("n", atMost)
                .query((row, n) -> project(row, counts(row.getObject("id", UUID.class), asker)))
                .list();
    }

    @Nullable Ontology ontology(UUID project, int version) {
        return jdbc.sql(
                        "select version, questions from ontologies"
                                + " where project_id = :project and version = :version")
                .param("project", project)
                .param("version", version)
                .query((row, n) -> new Ontology(row.getInt(1), questions(row.getString(2))))
                .optional()
                .orElse(null);
    }

    private ProjectCounts counts(UUID project, UUID asker) {
        return jdbc.sql(
                        """
                        select
                            (select coalesce(sum(samples), 0) from sample_counts where project_id = :id) as samples,
                            coalesce(sum(tasks), 0) as tasks,
                            coalesce(sum(completed), 0) as completed,
                            coalesce(sum(answers), 0) as answers,
                            coalesce(sum(needed), 0) as needed,
                            coalesce(sum(answers + known) filter (where user_id = :asker), 0) as mine,
                            open_with_gold(current_organisation(), :id, :asker, (select cast(count(*) as int) from (
                                select 1 from batches b join task_places p
                                    on p.organisation_id = b.organisation_id and p.batch_id = b.id
                                where b.project_id = :id and b.state = 'in-progress' and p.free > 0 and not exists
                                    (select 1 from assignments s where s.organisation_id = p.organisation_id
                                        and s.task_id = p.task_id and s.user_id = :asker and s.state <> 'released')
                                limit 500) x), 500) as open
                        from task_counts where project_id = :id
                        """)
                .param("id", project)
                .param("asker", asker)
                .query(
                        (row, n) ->
                                new ProjectCounts(
                                        row.getLong("samples"),
                                        row.getLong("tasks"),
                                        row.getLong("completed"),
                                        row.getLong("answers"),
                                        row.getLong("needed"),
                                        row.getLong("mine"),
                                        row.getLong("open")))
                .single();
    }

    private Project project(ResultSet row, ProjectCounts counts) throws SQLException {
        return new Project(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Ontology(row.getInt("ontology_version"), questions(row.getString("questions"))),
                new Guideline(row.getInt("guideline_version"), row.getString("guideline_text")),
                row.getInt("overlap"),
                row.getInt("lease_seconds"),
                read(row.getString("review"), ReviewRule.class),
                read(row.getString("price"), Price.class),
                row.getBoolean("prefill"),
                row.getObject("chain_id", UUID.class),
                Json.constant(ProjectState.class, row.getString("state")),
                counts,
                row.getTimestamp("created_at").toInstant());
    }

    void putGold(UUID id, GoldRule rule) {
        jdbc.sql("update projects set gold = cast(:rule as jsonb) where id = :id")
                .param("rule", written(rule))
                .param("id", id)
                .update();
    }

    void change(UUID id, ProjectChange change) {
        jdbc.sql(
                        """
                        update projects set name = coalesce(:name, name), overlap = coalesce(:overlap, overlap),
                            lease_seconds = coalesce(:lease, lease_seconds),
                            review = coalesce(cast(:review as jsonb), review),
                            price = coalesce(cast(:price as jsonb), price),
                            prefill = coalesce(:prefill, prefill)
                        where id = :id
                        """)
                .param("name", change.name())
                .param("overlap", change.overlap(), Types.INTEGER)
                .param("lease", change.leaseSeconds(), Types.INTEGER)
                .param("review", written(change.review()))
                .param("price", written(change.price()))
                .param("prefill", change.prefill(), Types.BOOLEAN)
                .param("id", id)
                .update();
    }

    private @Nullable String written(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private <T> @Nullable T read(@Nullable String text, Class<T> type) {
        return text == null ? null : json.readValue(text, type);
    }

    private List<Question> questions(String text) {
        return json.readValue(text, QUESTIONS);
    }
}
