package org.maslin.server.consensus;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the consensus on questions beside the leading one. */
final class QuestionStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    QuestionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes the rows that have changed. */
    void put(
            UUID organisation,
            UUID project,
            String question,
            List<ConsensusFlow.Row> rows,
            Instant at) {
        StatementSpec statement =
                jdbc.sql(
                                """
                        insert into question_consensus as c (organisation_id, project_id, question, updated_at, task_id,
                            label, probability, answers, method, posterior)
                        select :organisation, :project, :question, :at, line.task, line.label, line.probability,
                            line.answers, line.method, cast(line.posterior as jsonb)
                        from unnest(cast(:tasks as uuid[]), cast(:labels as text[]),
                            cast(:probabilities as float8[]), cast(:answers as int[]), cast(:methods as text[]),
                            cast(:posteriors as text[]))
                            as line (task, label, probability, answers, method, posterior)
                        on conflict (organisation_id, task_id, question) do update
                        set label = excluded.label, probability = excluded.probability, answers = excluded.answers,
                            method = excluded.method, posterior = excluded.posterior, updated_at = excluded.updated_at
                        where (c.label, c.probability, c.answers, c.method, c.posterior) is distinct from
                            (excluded.label, excluded.probability, excluded.answers, excluded.method, excluded.posterior)
                        """)
                        .param("organisation", organisation)
                        .param("project", project)
                        .param("question", question)
                        .param("at", Timestamp.from(at));
        ConsensusStore.given(statement, rows, json).update();
    }

    /** Drops what is said of these tasks and this question, but for those that are named. */
    void keepOnly(String question, List<UUID> tasks, List<UUID> kept) {
        jdbc.sql(
                        """
                        delete from question_consensus where question = :question
                            and task_id = any(cast(:tasks as uuid[])) and not task_id = any(cast(:kept as uuid[]))
                        """)
                .param("question", question)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .param("kept", kept.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /**
     * Drops what is said of questions that are not asked any more, and of tasks that nobody answers
     * them for.
     */
    void dropUnanswered(UUID project, List<String> questions) {
        jdbc.sql(
                        """
                        delete from question_consensus c where c.project_id = :project
                            and (not c.question = any(cast(:questions as text[])) or not exists
                                (select 1 from annotations a where a.task_id = c.task_id and not a.withdrawn
                                    and a.answers -> c.question is not null))
                        """)
                .param("project", project)
                .param("questions", questions.toArray(String[]::new))
                .update();
    }

    /** The consensus of each of these tasks, by task and question. */
    Map<UUID, Map<String, TaskConsensus>> of(List<UUID> tasks) {
        var found = new HashMap<UUID, Map<String, TaskConsensus>>();
        jdbc.sql(
                        """
                        select task_id, question, label, probability, answers, method, posterior from question_consensus
                        where task_id = any(cast(:tasks as uuid[]))
                        """)
                .param("tasks", tasks.stream().map(UUID::toString).toArray(String[]::new))
                .query(
                        (ResultSet row) -> {
                            found.computeIfAbsent(
                                            row.getObject(1, UUID.class), t -> new TreeMap<>())
                                    .put(row.getString(2), consensus(row));
                        });
        return found;
    }

    private TaskConsensus consensus(ResultSet row) throws SQLException {
        var posterior = new HashMap<String, Double>();
        json.readTree(row.getString("posterior"))
                .properties()
                .forEach(entry -> posterior.put(entry.getKey(), entry.getValue().asDouble()));
        return new TaskConsensus(
                row.getString("label"),
                row.getDouble("probability"),
                row.getInt("answers"),
                row.getString("method"),
                posterior);
    }
}
