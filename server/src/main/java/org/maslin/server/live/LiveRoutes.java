package org.maslin.server.live;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of live events. */
final class LiveRoutes implements Routes {

    private final Live live;

    LiveRoutes(Live live) {
        this.live = live;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/events", Action.READ_PROJECT, r -> events(r, live.watch(r.principal())));
        table.get(
                "/projects/{projectId}/events",
                Action.READ_PROJECT,
                r -> events(r, live.watchProject(r.principal(), r.id("projectId"))));
        table.get(
                "/jobs/{jobId}/events",
                Action.READ_JOBS,
                r -> events(r, live.watchJob(r.principal(), r.id("jobId"))));
    }

    private static Reply events(Request request, Live.Stream stream) {
        String last = request.header("Last-Event-ID");
        return request.flag("once")
                ? Reply.events(stream::writeOnce)
                : Reply.events(out -> stream.writeTo(out, last));
    }
}
