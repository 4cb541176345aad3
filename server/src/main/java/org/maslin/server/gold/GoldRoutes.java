package org.maslin.server.gold;

import java.util.Objects;
import org.maslin.security.Action;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Projects;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.KnownTaskChange;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.NewKnownTasks;
import org.maslin.server.tasks.Purpose;

/** The HTTP of gold, and of training and test tasks, which have a known answer too. */
final class GoldRoutes implements Routes {

    private static final String TASKS = "/projects/{projectId}/known-tasks";
    private static final String TASK = "/known-tasks/{knownTaskId}";
    private static final String RULE = "/projects/{projectId}/gold/rule";

    private final Golds golds;
    private final KnownTasks knownTasks;
    private final KnownAnswers knownAnswers;
    private final Projects projects;

    GoldRoutes(Golds golds, KnownTasks knownTasks, KnownAnswers knownAnswers, Projects projects) {
        this.golds = golds;
        this.knownTasks = knownTasks;
        this.knownAnswers = knownAnswers;
        this.projects = projects;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(TASKS, Action.MANAGE_GOLD, this::list);
        table.post(
                TASKS,
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                golds.create(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(NewKnownTasks.class))));
        table.get(
                TASK,
                Action.MANAGE_GOLD,
                r -> Reply.ok(golds.get(r.principal(), r.id("knownTaskId"))));
        table.patch(TASK, Action.MANAGE_GOLD, this::change);
        table.get(
                TASK + "/answers",
                Action.MANAGE_GOLD,
                r -> Reply.ok(new Page<>(golds.answers(r.principal(), r.id("knownTaskId")), null)));
        table.post(
                "/tasks/{taskId}/gold",
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                golds.ofTask(
                                        r.principal(), r.id("taskId"), r.body(TaskAsGold.class))));
        table.get(
                "/projects/{projectId}/gold",
                Action.READ_QUALITY,
                r -> Reply.ok(golds.report(r.principal(), r.id("projectId"))));
        table.get(
                "/projects/{projectId}/gold/mine",
                Action.ANNOTATE,
                r -> Reply.ok(golds.mine(r.principal(), r.id("projectId"))));
        table.post(
                "/projects/{projectId}/training/assignments", Action.ANNOTATE, this::nextTraining);
        table.get(
                "/assignments/{assignmentId}/feedback",
                Action.ANNOTATE,
                r -> Reply.ok(knownAnswers.feedback(r.principal(), r.id("assignmentId"))));
        addRule(table);
    }

    private void addRule(RouteTable table) {
        table.get(
                RULE,
                Action.MANAGE_GOLD,
                r -> Reply.ok(projects.goldRule(r.principal(), r.id("projectId"))));
        table.put(
                RULE,
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                knownTasks.setRule(
                                        r.principal(), r.id("projectId"), r.body(GoldRule.class))));
        table.get(
                "/projects/{projectId}/stops",
                Action.MANAGE_GOLD,
                r ->
                        Reply.ok(
                                new Page<>(
                                        knownTasks.stops(r.principal(), r.id("projectId")), null)));
        table.delete(
                "/projects/{projectId}/stops/{userId}",
                Action.MANAGE_GOLD,
                r -> {
                    knownTasks.goOn(r.principal(), r.id("projectId"), r.id("userId"));
                    return Reply.noContent();
                });
    }

    private Reply list(Request request) {
        Purpose purpose = request.wordQuery("purpose", Purpose.class);
        return Reply.ok(
                golds.list(
                        request.principal(),
                        request.id("projectId"),
                        Objects.requireNonNullElse(purpose, Purpose.GOLD),
                        request.idQuery("qualification"),
                        request.after(),
                        request.limit()));
    }

    private Reply nextTraining(Request request) {
        Assignment next = golds.nextTraining(request.principal(), request.id("projectId"));
        return next == null ? Reply.noContent() : Reply.ok(next);
    }

    private Reply change(Request request) {
        var id = request.id("knownTaskId");
        knownTasks.change(request.principal(), id, request.body(KnownTaskChange.class));
        return Reply.ok(golds.get(request.principal(), id));
    }
}
