package org.maslin.server.scale;

import java.sql.Timestamp;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of tasks whose answer is known. */
final class QualityTaskStore {

    private final JdbcClient jdbc;

    QualityTaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID organisation, Mode mode, QualityTask task) {
        var initial = task.initialResponse();
        jdbc.sql(
                        """
                        insert into scale_quality_tasks (organisation_id, id, mode, kind, type, project_id, instruction,
                            params, expected_response, initial_response, created_at)
                        values (:organisation, :id, :mode, :kind, :type, :project, :instruction, cast(:params as json),
                            cast(:expected as json), cast(:initial as json), :at)
                        """)
                .param("organisation", organisation)
                .param("id", task.id())
                .param("mode", mode.word())
                .param("kind", task.kind().word())
                .param("type", task.type().word())
                .param("project", task.projectId())
                .param("instruction", task.instruction())
                .param("params", task.params().toString())
                .param("expected", task.expectedResponse().toString())
                .param("initial", initial == null ? null : initial.toString())
                .param("at", Timestamp.from(task.createdAt()))
                .update();
    }
}
