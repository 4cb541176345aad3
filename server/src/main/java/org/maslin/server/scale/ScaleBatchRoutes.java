package org.maslin.server.scale;

import org.maslin.core.BadInputException;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of the dialect's batches. */
final class ScaleBatchRoutes implements Routes {

    private final ScaleBatches batches;
    private final ScaleTasks tasks;

    ScaleBatchRoutes(ScaleBatches batches, ScaleTasks tasks) {
        this.batches = batches;
        this.tasks = tasks;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/batches", Action.CREATE_TASKS, this::create);
        table.get("/batches", Action.READ_TASKS, this::list);
        table.get("/batches/{name}", Action.READ_TASKS, this::get);
        table.get("/batches/{name}/status", Action.READ_TASKS, this::status);
        table.post("/batches/{name}/finalize", Action.CREATE_TASKS, this::finalizeBatch);
        table.post("/batches/{name}/setMetadata", Action.CREATE_TASKS, this::setMetadata);
    }

    private Reply create(Request request) {
        return batch(batches.create(request.principal(), Fields.of(request.tree())));
    }

    private Reply list(Request request) {
        var query = new ScaleQuery(request);
        String status = query.text("status");
        query.flag("exclude_archived"); // nothing is ever archived
        int limit = query.limit();
        int offset = query.offset();
        var filter =
                new ScaleBatchStore.Filter(
                        query.text("project"),
                        status == null ? null : status(status),
                        query.date("start_time"),
                        query.date("end_time"));
        ScaleBatches.Found found = batches.list(request.principal(), filter, offset, limit);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var docs = body.putArray("docs");
        found.batches().forEach(batch -> docs.add(ScaleBatchJson.of(batch)));
        body.put("totalDocs", found.total());
        body.put("limit", limit);
        body.put("offset", offset);
        body.put("has_more", offset + found.batches().size() < found.total());
        return Reply.ok(body);
    }

    private static ScaleBatch.Status status(String word) {
        ScaleBatch.Status status = ScaleBatch.Status.named(word);
        if (status == null) {
            throw new BadInputException(
                    "status",
                    "\"" + word + "\"",
                    "one of staging, in_progress, completed",
                    "Change or leave out the parameter.");
        }
        return status;
    }

    private Reply get(Request request) {
        return batch(batches.get(request.principal(), request.text("name")));
    }

    private Reply status(Request request) {
        ScaleBatch batch = batches.get(request.principal(), request.text("name"));
        return Reply.ok(ScaleBatchJson.status(batch, batches.counts(request.principal(), batch)));
    }

    /** Closes the batch, then hands out what it held back; the keeper goes on if we die here. */
    private Reply finalizeBatch(Request request) {
        var principal = request.principal();
        ScaleBatch batch = batches.finalizeBatch(principal, request.text("name"));
        if (Mode.of(principal) == Mode.LIVE) {
            tasks.publishPlain(principal);
        }
        return batch(batch);
    }

    private Reply setMetadata(Request request) {
        return batch(
                batches.setMetadata(
                        request.principal(),
                        request.text("name"),
                        Fields.of(request.tree()).node()));
    }

    private static Reply batch(ScaleBatch batch) {
        return Reply.ok(ScaleBatchJson.of(batch));
    }
}
