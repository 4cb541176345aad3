package org.maslin.server.scale;

import java.util.List;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of teams, and of who of them works on what. */
final class ScaleTeamRoutes implements Routes {

    private final ScaleTeams teams;
    private final Studio studio;

    ScaleTeamRoutes(ScaleTeams teams, Studio studio) {
        this.teams = teams;
        this.studio = studio;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/teams", Action.READ_USERS, r -> team(teams.list(r.principal())));
        table.post(
                "/teams/invite",
                Action.MANAGE_USERS,
                r -> team(teams.invite(r.principal(), Fields.of(r.tree()))));
        table.post(
                "/teams/set_role",
                Action.MANAGE_USERS,
                r -> team(teams.setRole(r.principal(), Fields.of(r.tree()))));
        table.get(
                "/studio/assignments",
                Action.READ_USERS,
                r -> Reply.ok(studio.assignments(r.principal())));
        table.post(
                "/studio/assignments/add",
                Action.CREATE_TASKS,
                r -> Reply.ok(studio.assign(r.principal(), Fields.of(r.tree()))));
        table.post(
                "/studio/assignments/remove",
                Action.CREATE_TASKS,
                r -> Reply.ok(studio.unassign(r.principal(), Fields.of(r.tree()))));
        addGroups(table);
        addBatches(table);
    }

    private void addGroups(RouteTable table) {
        table.get(
                "/studio/projects/{name}/groups",
                Action.READ_USERS,
                r ->
                        Reply.ok(
                                studio.groups(r.principal(), r.text("name")).stream()
                                        .map(ScaleTeamRoutes::group)
                                        .toList()));
        table.post(
                "/studio/projects/{name}/groups",
                Action.CREATE_TASKS,
                r ->
                        Reply.ok(
                                group(
                                        studio.createGroup(
                                                r.principal(),
                                                r.text("name"),
                                                Fields.of(r.tree())))));
        table.put(
                "/studio/projects/{name}/groups/{group}",
                Action.CREATE_TASKS,
                r ->
                        Reply.ok(
                                group(
                                        studio.changeGroup(
                                                r.principal(),
                                                r.text("name"),
                                                r.text("group"),
                                                Fields.of(r.tree())))));
    }

    private void addBatches(RouteTable table) {
        table.get(
                "/studio/batches", Action.READ_TASKS, r -> Reply.ok(studio.batches(r.principal())));
        table.put(
                "/studio/batches/{name}",
                Action.CREATE_TASKS,
                r ->
                        Reply.ok(
                                studio.setGroups(
                                        r.principal(), r.text("name"), Fields.of(r.tree()))));
        table.post(
                "/studio/batches/set_priorities",
                Action.CREATE_TASKS,
                r -> Reply.ok(studio.setPriorities(r.principal(), Fields.of(r.tree()))));
        table.post(
                "/studio/batches/reset_priorities",
                Action.CREATE_TASKS,
                r -> Reply.ok(studio.resetPriorities(r.principal())));
    }

    private static Reply team(List<ScaleTeams.Teammate> team) {
        return Reply.ok(team.stream().map(ScaleTeamRoutes::teammate).toList());
    }

    private static ObjectNode teammate(ScaleTeams.Teammate mate) {
        String[] names = mate.name().split(" ", 2);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("email", mate.email());
        body.put("role", mate.role());
        body.put("company", "");
        body.put("firstName", names[0]);
        body.put("lastName", names.length > 1 ? names[1] : "");
        body.put("isStudioLabeler", mate.role().equals("labeler"));
        body.putNull("expiry");
        return body;
    }

    private static ObjectNode group(ScaleGroup group) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", group.id());
        body.put("name", group.name());
        body.put("numWorkers", group.emails().size());
        body.put("isSingleton", group.emails().size() == 1);
        var workers = body.putArray("workers");
        group.emails().forEach(email -> workers.addObject().put("id", email).put("email", email));
        return body;
    }
}
