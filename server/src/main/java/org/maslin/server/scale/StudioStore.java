package org.maslin.server.scale;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who works on which project, in which group, and which groups work on a batch. */
final class StudioStore {

    private final JdbcClient jdbc;

    StudioStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names of projects by e-mail address. */
    Map<String, List<String>> assignments(Mode mode) {
        var assignments = new LinkedHashMap<String, List<String>>();
        jdbc.sql(
                        """
                        select a.email, p.name from scale_assignments a
                        join scale_projects p on p.organisation_id = a.organisation_id and p.id = a.project_id
                        where a.mode = :mode order by a.email, p.name
                        """)
                .param("mode", mode.word())
                .query(
                        row -> {
                            assignments
                                    .computeIfAbsent(row.getString(1), e -> new ArrayList<>())
                                    .add(row.getString(2));
                        });
        return assignments;
    }

    void assign(UUID organisation, Mode mode, String email, String project) {
        jdbc.sql(
                        """
                        insert into scale_assignments (organisation_id, mode, email, project_id)
                        values (:organisation, :mode, :email, :project) on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("mode", mode.word())
                .param("email", email)
                .param("project", project)
                .update();
    }

    void unassign(Mode mode, String email, String project) {
        jdbc.sql(
                        """
                        delete from scale_assignments where mode = :mode and email = :email and project_id = :project
                        """)
                .param("mode", mode.word())
                .param("email", email)
                .param("project", project)
                .update();
    }

    List<ScaleGroup> groups(String project) {
        return jdbc
                .sql("select id, name from scale_groups where project_id = :project order by id")
                .param("project", project)
                .query((row, n) -> new ScaleGroup(row.getString(1), row.getString(2), List.of()))
                .list()
                .stream()
                .map(group -> new ScaleGroup(group.id(), group.name(), members(group.id())))
                .toList();
    }

    private List<String> members(String group) {
        return jdbc.sql(
                        "select email from scale_group_members where group_id = :group order by email")
                .param("group", group)
                .query(String.class)
                .list();
    }

    @Nullable ScaleGroup group(String project, String name) {
        return groups(project).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Adds a group unless the project has one of this name; tells whether it did. */
    boolean addGroup(UUID organisation, String id, String project, String name) {
        return jdbc.sql(
                                """
                                insert into scale_groups (organisation_id, id, project_id, name)
                                values (:organisation, :id, :project, :name) on conflict do nothing
                                """)
                        .param("organisation", organisation)
                        .param("id", id)
                        .param("project", project)
                        .param("name", name)
                        .update()
                == 1;
    }

    void addMember(UUID organisation, String group, String email) {
        jdbc.sql(
                        """
                        insert into scale_group_members (organisation_id, group_id, email)
                        values (:organisation, :group, :email) on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("group", group)
                .param("email", email)
                .update();
    }

    void removeMember(String group, String email) {
        jdbc.sql("delete from scale_group_members where group_id = :group and email = :email")
                .param("group", group)
                .param("email", email)
                .update();
    }

    List<String> groupsOfBatch(String batch) {
        return jdbc.sql(
                        """
                        select g.name from scale_batch_groups b
                        join scale_groups g on g.organisation_id = b.organisation_id and g.id = b.group_id
                        where b.batch_id = :batch order by g.name
                        """)
                .param("batch", batch)
                .query(String.class)
                .list();
    }

    void setGroups(UUID organisation, String batch, List<String> groups) {
        jdbc.sql("delete from scale_batch_groups where batch_id = :batch")
                .param("batch", batch)
                .update();
        for (String group : groups) {
            jdbc.sql(
                            """
                            insert into scale_batch_groups (organisation_id, batch_id, group_id)
                            values (:organisation, :batch, :group) on conflict do nothing
                            """)
                    .param("organisation", organisation)
                    .param("batch", batch)
                    .param("group", group)
                    .update();
        }
    }

    /** Whether anybody is assigned to a live project. */
    boolean isAssigned(String project) {
        return jdbc.sql(
                        "select exists (select 1 from scale_assignments where mode = 'live' and project_id = :project)")
                .param("project", project)
                .query(Boolean.class)
                .single();
    }

    /** A batch's place in the order of work; null if it has none. */
    @Nullable Integer priority(String batch) {
        return jdbc
                .sql("select studio_priority from scale_batches where id = :batch")
                .param("batch", batch)
                .query((row, n) -> row.getObject(1, Integer.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    List<Steering.Group> groupsBehind(String batch) {
        return jdbc.sql(
                        """
                        select p.name, g.id, g.name from scale_batch_groups b
                        join scale_groups g on g.organisation_id = b.organisation_id and g.id = b.group_id
                        join scale_projects p on p.organisation_id = g.organisation_id and p.id = g.project_id
                        where b.batch_id = :batch
                        """)
                .param("batch", batch)
                .query(StudioStore::group)
                .list();
    }

    /** All live groups, and for each live project those who are assigned to it. */
    List<Steering.Group> allGroups() {
        var groups =
                new ArrayList<>(
                        jdbc.sql(
                                        """
                                        select p.name, g.id, g.name from scale_groups g
                                        join scale_projects p
                                            on p.organisation_id = g.organisation_id and p.id = g.project_id
                                        where p.mode = 'live'
                                        """)
                                .query(StudioStore::group)
                                .list());
        jdbc.sql("select id, name from scale_projects where mode = 'live'")
                .query(
                        row -> {
                            groups.add(Steering.Group.assigned(row.getString(1), row.getString(2)));
                        });
        return groups;
    }

    /** The live groups and assignments of one person. */
    List<Steering.Group> groupsOf(String email) {
        var groups =
                new ArrayList<>(
                        jdbc.sql(
                                        """
                                        select p.name, g.id, g.name from scale_group_members m
                                        join scale_groups g on g.organisation_id = m.organisation_id and g.id = m.group_id
                                        join scale_projects p
                                            on p.organisation_id = g.organisation_id and p.id = g.project_id
                                        where p.mode = 'live' and lower(m.email) = lower(:email)
                                        """)
                                .param("email", email)
                                .query(StudioStore::group)
                                .list());
        jdbc.sql(
                        """
                        select p.id, p.name from scale_assignments a
                        join scale_projects p on p.organisation_id = a.organisation_id and p.id = a.project_id
                        where a.mode = 'live' and lower(a.email) = lower(:email)
                        """)
                .param("email", email)
                .query(
                        row -> {
                            groups.add(Steering.Group.assigned(row.getString(1), row.getString(2)));
                        });
        return groups;
    }

    private static Steering.Group group(ResultSet row, int n) throws SQLException {
        return new Steering.Group(row.getString(1), row.getString(2), row.getString(3));
    }
}
