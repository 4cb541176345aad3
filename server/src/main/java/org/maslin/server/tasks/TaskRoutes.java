package org.maslin.server.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.maslin.security.Action;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.samples.OnReject;
import org.maslin.server.samples.Samples;

/** The HTTP of tasks and their leases, and the import of samples, which can make tasks too. */
final class TaskRoutes implements Routes {

    private static final int MOST_AHEAD = 50;

    private final Tasks tasks;
    private final Assignments assignments;
    private final Samples samples;

    TaskRoutes(Tasks tasks, Assignments assignments, Samples samples) {
        this.tasks = tasks;
        this.assignments = assignments;
        this.samples = samples;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/projects/{projectId}/samples", Action.IMPORT_SAMPLES, this::importSamples);
        table.post("/projects/{projectId}/tasks", Action.CREATE_TASKS, this::create);
        table.patch("/tasks/{taskId}", Action.CREATE_TASKS, this::change);
        table.post(
                "/tasks/{taskId}/cancel",
                Action.CREATE_TASKS,
                r -> Reply.ok(tasks.cancel(r.principal(), r.id("taskId"))));
        table.post("/projects/{projectId}/assignments", Action.ANNOTATE, this::next);
        table.post(
                "/tasks/{taskId}/assignments",
                Action.ANNOTATE,
                r -> Reply.ok(assignments.lease(r.principal(), r.id("taskId"))));
        table.get(
                "/assignments/{assignmentId}",
                Action.ANNOTATE,
                r -> Reply.ok(assignments.get(r.principal(), r.id("assignmentId"))));
        table.get(
                "/assignments/{assignmentId}/files/{blob}",
                Action.ANNOTATE,
                r -> assignments.file(r.principal(), r.id("assignmentId"), r.text("blob")));
        table.get(
                "/assignments/{assignmentId}/files/{blob}/tiles/{page}",
                Action.ANNOTATE,
                r ->
                        Reply.ok(
                                assignments.tiles(
                                        r.principal(),
                                        r.id("assignmentId"),
                                        r.text("blob"),
                                        r.number("page"))));
        table.get(
                "/assignments/{assignmentId}/files/{blob}/tiles/{page}/{level}/{tile}",
                Action.ANNOTATE,
                r ->
                        assignments.tile(
                                r.principal(),
                                r.id("assignmentId"),
                                r.text("blob"),
                                r.number("page"),
                                r.number("level"),
                                r.text("tile")));
        table.delete("/assignments/{assignmentId}", Action.ANNOTATE, this::release);
        table.post(
                "/assignments/{assignmentId}/heartbeat",
                Action.ANNOTATE,
                r -> Reply.ok(assignments.heartbeat(r.principal(), r.id("assignmentId"))));
        table.post("/assignments/{assignmentId}/skip", Action.ANNOTATE, this::skip);
    }

    private Reply importSamples(Request request) {
        Principal principal = request.principal();
        UUID project = request.id("projectId");
        OnReject wish = request.wordQuery("onReject", OnReject.class);
        OnReject onReject = wish == null ? OnReject.KEEP : wish;
        boolean withTasks = request.flag("tasks");
        UUID batch = request.idQuery("batch");
        try (InputStream lines = request.bodyStream()) {
            return Reply.ok(
                    withTasks
                            ? tasks.importLines(principal, project, batch, lines, onReject)
                            : samples.importLines(
                                    principal, project, lines, onReject, added -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply create(Request request) {
        return Reply.ok(
                tasks.create(
                        request.principal(),
                        request.id("projectId"),
                        request.body(NewTasks.class)));
    }

    private Reply change(Request request) {
        return Reply.ok(
                tasks.change(
                        request.principal(), request.id("taskId"), request.body(TaskChange.class)));
    }

    private Reply next(Request request) {
        Assignment next =
                assignments.next(
                        request.principal(),
                        request.id("projectId"),
                        request.intQuery("ahead", 1, MOST_AHEAD));
        return next == null ? Reply.noContent() : Reply.ok(next);
    }

    private Reply release(Request request) {
        assignments.release(request.principal(), request.id("assignmentId"));
        return Reply.noContent();
    }

    private Reply skip(Request request) {
        assignments.skip(request.principal(), request.id("assignmentId"), request.body(Skip.class));
        return Reply.noContent();
    }
}
