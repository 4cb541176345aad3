package org.maslin.server.projects;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of the states of projects. */
final class ProjectStateRoutes implements Routes {

    private static final String STATE = "/projects/{projectId}/state";

    private final ProjectStates states;

    ProjectStateRoutes(ProjectStates states) {
        this.states = states;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                STATE,
                Action.READ_PROJECT,
                r -> Reply.ok(states.get(r.principal(), r.id("projectId"))));
        table.put(
                STATE,
                Action.EDIT_PROJECT,
                r ->
                        Reply.ok(
                                states.change(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(ChangeState.class))));
        table.delete(
                "/projects/{projectId}",
                Action.DELETE_PROJECT,
                r -> Reply.ok(states.delete(r.principal(), r.id("projectId"))));
        table.post(
                "/projects/{projectId}/copy",
                Action.CREATE_PROJECT,
                r ->
                        Reply.created(
                                states.copy(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(CopyProject.class),
                                        r.header("Idempotency-Key"))));
    }
}
