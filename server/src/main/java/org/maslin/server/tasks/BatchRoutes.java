package org.maslin.server.tasks;

import java.util.UUID;
import org.maslin.security.Action;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of batches. */
final class BatchRoutes implements Routes {

    private static final String BATCH = "/batches/{batchId}";

    private interface Step {
        Batch take(Principal principal, UUID id);
    }

    private static final String ADAPTIVE = "/projects/{projectId}/adaptive-overlap";

    private final Batches batches;
    private final Adaptation adaptation;

    BatchRoutes(Batches batches, Adaptation adaptation) {
        this.batches = batches;
        this.adaptation = adaptation;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/batches", Action.READ_TASKS, this::list);
        table.post("/projects/{projectId}/batches", Action.MANAGE_BATCHES, this::create);
        table.get(ADAPTIVE, Action.READ_TASKS, this::adaptive);
        table.put(ADAPTIVE, Action.MANAGE_BATCHES, this::setAdaptive);
        table.delete(
                ADAPTIVE,
                Action.MANAGE_BATCHES,
                r -> {
                    adaptation.set(r.principal(), r.id("projectId"), null);
                    return Reply.noContent();
                });
        table.get(
                "/projects/{projectId}/work-rule",
                Action.READ_TASKS,
                r -> Reply.ok(batches.rule(r.principal(), r.id("projectId"))));
        table.put(
                "/projects/{projectId}/work-rule",
                Action.MANAGE_BATCHES,
                r ->
                        Reply.ok(
                                batches.setRule(
                                        r.principal(), r.id("projectId"), r.body(WorkRule.class))));
        table.get(
                BATCH,
                Action.READ_TASKS,
                r -> Reply.ok(batches.get(r.principal(), r.id("batchId"))));
        table.patch(BATCH, Action.MANAGE_BATCHES, this::change);
        table.delete(
                BATCH + "/adaptive-overlap",
                Action.MANAGE_BATCHES,
                r -> Reply.ok(batches.forgetAdaptive(r.principal(), r.id("batchId"))));
        step(table, "start", batches::start);
        step(table, "pause", batches::pause);
        step(table, "resume", batches::resume);
        step(table, "complete", batches::complete);
        step(table, "cancel", batches::cancel);
    }

    private static void step(RouteTable table, String word, Step step) {
        table.post(
                BATCH + "/" + word,
                Action.MANAGE_BATCHES,
                r -> Reply.ok(step.take(r.principal(), r.id("batchId"))));
    }

    private Reply adaptive(Request request) {
        AdaptiveOverlap overlap = adaptation.get(request.principal(), request.id("projectId"));
        return overlap == null ? Reply.noContent() : Reply.ok(overlap);
    }

    private Reply setAdaptive(Request request) {
        AdaptiveOverlap overlap = request.body(AdaptiveOverlap.class);
        adaptation.set(request.principal(), request.id("projectId"), overlap);
        return Reply.ok(overlap);
    }

    private Reply list(Request request) {
        return Reply.ok(
                batches.list(
                        request.principal(),
                        request.id("projectId"),
                        request.after(),
                        request.limit()));
    }

    private Reply create(Request request) {
        return Reply.created(
                batches.create(
                        request.principal(),
                        request.id("projectId"),
                        request.body(NewBatch.class)));
    }

    private Reply change(Request request) {
        return Reply.ok(
                batches.change(
                        request.principal(),
                        request.id("batchId"),
                        request.body(BatchChange.class)));
    }
}
