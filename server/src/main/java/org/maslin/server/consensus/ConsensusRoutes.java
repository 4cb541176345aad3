package org.maslin.server.consensus;

import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.tasks.TaskQuery;
import org.maslin.server.tasks.TaskState;

/** The HTTP of consensus, and of tasks where they are shown with it. */
final class ConsensusRoutes implements Routes {

    private final Consensuses consensuses;

    ConsensusRoutes(Consensuses consensuses) {
        this.consensuses = consensuses;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/tasks", Action.READ_TASKS, this::tasks);
        table.get(
                "/tasks/{taskId}",
                Action.READ_TASKS,
                r -> Reply.ok(consensuses.task(r.principal(), r.id("taskId"))));
        table.get(
                "/projects/{projectId}/quality",
                Action.READ_QUALITY,
                r -> Reply.ok(consensuses.quality(r.principal(), r.id("projectId"))));
    }

    private Reply tasks(Request request) {
        Map<String, String> parameters = request.queries();
        int skip =
                parameters.remove("skip") == null
                        ? 0
                        : request.intQuery("skip", 0, TaskQuery.FARTHEST);
        if ("probability".equals(parameters.get("sort"))) {
            return Reply.ok(
                    consensuses.leastCertain(
                            request.principal(),
                            request.id("projectId"),
                            request.wordQuery("state", TaskState.class),
                            request.after(),
                            request.limit()));
        }
        return Reply.ok(
                consensuses.tasks(
                        request.principal(),
                        request.id("projectId"),
                        TaskQuery.of(parameters),
                        request.after(),
                        skip,
                        request.limit()));
    }
}
