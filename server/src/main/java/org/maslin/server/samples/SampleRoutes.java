package org.maslin.server.samples;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of samples. The import's is one rung up, since it can make tasks too. */
final class SampleRoutes implements Routes {

    private final Samples samples;

    SampleRoutes(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/samples", Action.READ_SAMPLE_CONTENT, this::list);
        table.get(
                "/samples/{sampleId}",
                Action.READ_SAMPLE_CONTENT,
                r -> Reply.ok(samples.get(r.principal(), r.id("sampleId"))));
    }

    private Reply list(Request request) {
        return Reply.ok(
                samples.list(
                        request.principal(),
                        request.id("projectId"),
                        request.after(),
                        request.limit()));
    }
}
