package org.maslin.server.qualifications;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.tasks.Assignment;

/** The HTTP of qualifications. */
final class QualificationRoutes implements Routes {

    private static final String TESTS = "/projects/{projectId}/qualifications";
    private static final String TEST = "/qualifications/{qualificationId}";

    private final Qualifications qualifications;

    QualificationRoutes(Qualifications qualifications) {
        this.qualifications = qualifications;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                TESTS,
                Action.READ_PROJECT,
                r ->
                        Reply.ok(
                                new Page<>(
                                        qualifications.list(r.principal(), r.id("projectId")),
                                        null)));
        table.post(
                TESTS,
                Action.MANAGE_GOLD,
                r ->
                        Reply.created(
                                qualifications.create(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(NewQualification.class))));
        table.get(
                TEST,
                Action.READ_PROJECT,
                r -> Reply.ok(qualifications.get(r.principal(), r.id("qualificationId"))));
        table.patch(
                TEST,
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                qualifications.change(
                                        r.principal(),
                                        r.id("qualificationId"),
                                        r.body(QualificationChange.class))));
        table.post(
                TEST + "/tasks",
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                qualifications.addTasks(
                                        r.principal(),
                                        r.id("qualificationId"),
                                        r.body(NewTestTasks.class).tasks())));
        table.get(
                TEST + "/attempts",
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                new Page<>(
                                        qualifications.attempts(
                                                r.principal(), r.id("qualificationId")),
                                        null)));
        table.post(TEST + "/assignments", Action.ANNOTATE, this::next);
    }

    private Reply next(Request request) {
        Assignment next = qualifications.next(request.principal(), request.id("qualificationId"));
        return next == null ? Reply.noContent() : Reply.ok(next);
    }
}
