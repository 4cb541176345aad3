package org.maslin.server.jobs;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of jobs. */
final class JobRoutes implements Routes {

    private final Jobs jobs;

    JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/jobs",
                Action.READ_JOBS,
                r -> Reply.ok(jobs.list(r.principal(), r.afterId(), r.limit())));
        table.get(
                "/jobs/{jobId}",
                Action.READ_JOBS,
                r -> Reply.ok(jobs.get(r.principal(), r.id("jobId"))));
        table.post(
                "/jobs/{jobId}/cancel",
                Action.RUN_JOBS,
                r -> Reply.ok(jobs.cancel(r.principal(), r.id("jobId"))));
        table.post(
                "/jobs/{jobId}/resume",
                Action.RUN_JOBS,
                r -> Reply.ok(jobs.resume(r.principal(), r.id("jobId"))));
    }
}
