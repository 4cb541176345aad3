package org.maslin.server.scale;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which native projects stand behind which projects of the dialect. */
final class NativeWorkStore {

    private final JdbcClient jdbc;

    NativeWorkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable UUID project(String project, String questionHash) {
        return jdbc.sql(
                        """
                        select native_project_id from scale_native_projects
                        where project_id = :project and question_hash = :hash
                        """)
                .param("project", project)
                .param("hash", questionHash)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** How many questions a project asks so far. */
    int questions(String project) {
        return jdbc.sql("select count(*) from scale_native_projects where project_id = :project")
                .param("project", project)
                .query(Integer.class)
                .single();
    }

    void add(UUID organisation, String project, String questionHash, UUID nativeProject) {
        jdbc.sql(
                        """
                        insert into scale_native_projects (organisation_id, project_id, question_hash, native_project_id)
                        values (:organisation, :project, :hash, :native)
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("hash", questionHash)
                .param("native", nativeProject)
                .update();
    }

    List<UUID> all() {
        return jdbc.sql("select native_project_id from scale_native_projects")
                .query(UUID.class)
                .list();
    }

    /** The native projects behind one of the dialect. */
    List<UUID> projects(String project) {
        return jdbc.sql(
                        "select native_project_id from scale_native_projects where project_id = :project")
                .param("project", project)
                .query(UUID.class)
                .list();
    }

    @Nullable UUID batch(String batch, UUID nativeProject) {
        return jdbc.sql(
                        """
                        select native_batch_id from scale_native_batches
                        where batch_id = :batch and native_project_id = :project
                        """)
                .param("batch", batch)
                .param("project", nativeProject)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** The native batches behind one of the dialect. */
    List<UUID> batches(String batch) {
        return jdbc.sql("select native_batch_id from scale_native_batches where batch_id = :batch")
                .param("batch", batch)
                .query(UUID.class)
                .list();
    }

    void addBatch(UUID organisation, String batch, UUID nativeProject, UUID nativeBatch) {
        jdbc.sql(
                        """
                        insert into scale_native_batches (organisation_id, batch_id, native_project_id, native_batch_id)
                        values (:organisation, :batch, :project, :native)
                        """)
                .param("organisation", organisation)
                .param("batch", batch)
                .param("project", nativeProject)
                .param("native", nativeBatch)
                .update();
    }
}
