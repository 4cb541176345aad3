package org.maslin.server.workforce;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of workforce. */
final class WorkforceRoutes implements Routes {

    private final Workforces workforces;

    WorkforceRoutes(Workforces workforces) {
        this.workforces = workforces;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/projects/{projectId}/workforce",
                Action.READ_WORKFORCE,
                r -> Reply.ok(workforces.of(r.principal(), r.id("projectId"))));
        table.get(
                "/projects/{projectId}/workforce/mine",
                Action.ANNOTATE,
                r -> Reply.ok(workforces.mine(r.principal(), r.id("projectId"))));
    }
}
