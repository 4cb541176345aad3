package org.maslin.server.predictions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.server.records.Edge;
import org.maslin.server.records.EdgeSource;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Node;
import org.maslin.server.samples.NewPrediction;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of predictions. */
final class PredictionStore implements EdgeSource {

    /** A prediction on its way into the database. */
    record Row(UUID id, UUID sampleId, NewPrediction prediction) {}

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private static final String PREDICTION =
            """
            select p.id, p.project_id, p.sample_id, s.key, p.model, p.model_version, p.score, p.answers, p.ontology_version,
                p.created_at
            from predictions p join samples s on s.organisation_id = p.organisation_id and s.id = p.sample_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PredictionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds those that their model has not made before; returns how many. */
    int add(UUID organisation, UUID project, UUID user, int ontology, List<Row> rows, Instant at) {
        return jdbc.sql(
                        """
                        insert into predictions (organisation_id, project_id, created_by, ontology_version, created_at, id,
                            sample_id, model, model_version, score, answers)
                        select :organisation, :project, :user, :ontology, :at, id, sample, model, version, score,
                            cast(answers as jsonb)
                        from unnest(cast(:ids as uuid[]), cast(:samples as uuid[]), cast(:models as text[]),
                            cast(:versions as text[]), cast(:scores as float8[]), cast(:answers as text[]))
                            as line (id, sample, model, version, score, answers)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("user", user)
                .param("ontology", ontology)
                .param("at", Timestamp.from(at))
                .param("ids", texts(rows, row -> row.id().toString()))
                .param("samples", texts(rows, row -> row.sampleId().toString()))
                .param("models", texts(rows, row -> row.prediction().model()))
                .param("versions", texts(rows, row -> row.prediction().versionOrEmpty()))
                .param("scores", texts(rows, row -> text(row.prediction().score())))
                .param(
                        "answers",
                        texts(rows, row -> json.writeValueAsString(row.prediction().answers())))
                .update();
    }

    private static @Nullable String text(@Nullable Double score) {
        return score == null ? null : score.toString();
    }

    @Nullable Prediction get(UUID id) {
        return jdbc.sql(PREDICTION + "where p.id = :id")
                .param("id", id)
                .query(this::prediction)
                .optional()
                .orElse(null);
    }

    /** The one to begin with: the surest, then the newest. */
    @Nullable Prediction best(UUID sample) {
        return jdbc.sql(
                        PREDICTION
                                + "where p.sample_id = :sample order by p.score desc nulls last, p.id desc limit 1")
                .param("sample", sample)
                .query(this::prediction)
                .optional()
                .orElse(null);
    }

    /** Whether any sample that has a task has one. */
    boolean anyOfTasks(UUID project) {
        return jdbc.sql(
                        """
                        select exists (
                            select 1 from predictions p
                            join tasks t on t.organisation_id = p.organisation_id and t.sample_id = p.sample_id
                            where p.project_id = :project)
                        """)
                .param("project", project)
                .query(Boolean.class)
                .single();
    }

    List<Prediction> list(
            UUID project,
            @Nullable UUID sample,
            @Nullable String model,
            @Nullable UUID before,
            int atMost) {
        return jdbc.sql(
                        PREDICTION
                                + """
                                where p.project_id = :project and (cast(:sample as uuid) is null or p.sample_id = :sample)
                                    and (cast(:model as text) is null or p.model = :model)
                                    and (cast(:before as uuid) is null or p.id < :before)
                                order by p.id desc limit :n
                                """)
                .param("project", project)
                .param("sample", sample)
                .param("model", model)
                .param("before", before)
                .param("n", atMost)
                .query(this::prediction)
                .list();
    }

    /** Whether an annotation began with it. */
    boolean isUsed(UUID id) {
        return jdbc.sql(
                        "select exists (select 1 from annotation_origins where prediction_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void delete(UUID id) {
        jdbc.sql("delete from predictions where id = :id").param("id", id).update();
    }

    /** The edges from a sample to what was predicted of it, and from there to annotations. */
    @Override
    public List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        boolean down = direction == Lineage.Direction.DOWN;
        return jdbc.sql(
                        """
                        select 'sample', sample_id, 'prediction', id, 'predict' from predictions
                        where %s = any(cast(:ids as uuid[]))
                        union select 'prediction', prediction_id, 'annotation', annotation_id, 'prefill'
                        from annotation_origins where %s = any(cast(:ids as uuid[]))
                        """
                                .formatted(
                                        down ? "sample_id" : "id",
                                        down ? "prediction_id" : "annotation_id"))
                .param("ids", EdgeSource.uuids(ids))
                .query(
                        (row, n) ->
                                new Edge(
                                        new Node(row.getString(1), row.getString(2)),
                                        new Node(row.getString(3), row.getString(4)),
                                        row.getString(5)))
                .list();
    }

    @Override
    public @Nullable String kindOf(String id) {
        return jdbc.sql("select 'prediction' from predictions where id = any(cast(:ids as uuid[]))")
                .param("ids", EdgeSource.uuids(List.of(id)))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private Prediction prediction(ResultSet row, int n) throws SQLException {
        String version = row.getString("model_version");
        double score = row.getDouble("score");
        return new Prediction(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("sample_id", UUID.class),
                row.getString("key"),
                row.getString("model"),
                version.isEmpty() ? null : version,
                row.getObject("score") == null ? null : score,
                json.readValue(row.getString("answers"), ANSWERS),
                row.getInt("ontology_version"),
                row.getTimestamp("created_at").toInstant());
    }

    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
        }
        return texts;
    }
}
