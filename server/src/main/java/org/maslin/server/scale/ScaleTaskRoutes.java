package org.maslin.server.scale;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of the dialect's tasks. */
final class ScaleTaskRoutes implements Routes {

    private final ScaleTasks tasks;
    private final QualityTasks qualityTasks;
    private final FileLinks links;

    ScaleTaskRoutes(ScaleTasks tasks, QualityTasks qualityTasks, FileLinks links) {
        this.tasks = tasks;
        this.qualityTasks = qualityTasks;
        this.links = links;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/task/{type}", Action.CREATE_TASKS, this::create);
        table.get("/task/{taskId}", Action.READ_ANNOTATIONS, this::get);
        table.get("/tasks", Action.READ_ANNOTATIONS, this::list);
        table.post("/task/{taskId}/cancel", Action.CREATE_TASKS, this::cancel);
        table.post("/task/{taskId}/audit", Action.REVIEW, this::audit);
        table.post("/task/{taskId}/unique_id", Action.CREATE_TASKS, this::setUniqueId);
        table.delete("/task/{taskId}/unique_id", Action.CREATE_TASKS, this::clearUniqueId);
        table.post("/task/{taskId}/setMetadata", Action.CREATE_TASKS, this::setMetadata);
        table.post(
                "/task/{taskId}/tags",
                Action.CREATE_TASKS,
                r -> changeTags(r, ScaleTasks.TagChange.REPLACE));
        table.put(
                "/task/{taskId}/tags",
                Action.CREATE_TASKS,
                r -> changeTags(r, ScaleTasks.TagChange.ADD));
        table.delete(
                "/task/{taskId}/tags",
                Action.CREATE_TASKS,
                r -> changeTags(r, ScaleTasks.TagChange.REMOVE));
        table.post("/task/{taskId}/send_callback", Action.CREATE_TASKS, this::sendCallback);
        table.post(
                "/training_tasks/{type}",
                Action.CREATE_TASKS,
                r -> createQuality(r, QualityTask.Kind.TRAINING));
        table.post(
                "/evaluation_tasks/{type}",
                Action.CREATE_TASKS,
                r -> createQuality(r, QualityTask.Kind.EVALUATION));
    }

    private Reply create(Request request) {
        TaskType type = TaskType.named("type", request.text("type"));
        return task(tasks.create(request.principal(), type, Fields.of(request.tree())));
    }

    private Reply createQuality(Request request, QualityTask.Kind kind) {
        TaskType type = TaskType.named("type", request.text("type"));
        return Reply.ok(
                QualityTasks.json(
                        qualityTasks.create(
                                request.principal(), kind, type, Fields.of(request.tree()))));
    }

    private Reply get(Request request) {
        ScaleTask task = tasks.get(request.principal(), request.text("taskId"));
        boolean withFiles = new ScaleQuery(request).flag("include_attachment_url");
        return Reply.ok(view(request, task, withFiles));
    }

    private Reply list(Request request) {
        var query = new ScaleQuery(request);
        boolean limited = query.flag("limited_response");
        boolean withFiles = query.flag("include_attachment_url");
        int limit = query.limit();
        ScaleTasks.Found found =
                tasks.list(
                        request.principal(),
                        TaskFilter.of(query),
                        NextToken.parse(query.text("next_token")),
                        query.offset(),
                        limit);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var docs = body.putArray("docs");
        found.tasks()
                .forEach(
                        task ->
                                docs.add(
                                        limited
                                                ? ScaleTaskJson.brief(task)
                                                : view(request, task, withFiles)));
        body.put("total", found.total());
        body.put("limit", limit);
        body.put("offset", found.offset());
        body.put("has_more", found.next() != null);
        if (found.next() != null) {
            body.put("next_token", found.next().toString());
        }
        return Reply.ok(body);
    }

    private ObjectNode view(Request request, ScaleTask task, boolean withFiles) {
        ObjectNode body = ScaleTaskJson.of(task);
        if (withFiles) {
            var downloads = body.putArray("attachmentS3Downloads");
            for (UUID file : ScaleFiles.attached(request.principal(), task.params())) {
                downloads
                        .addObject()
                        .put("id", file.toString())
                        .put("s3URL", ScaleFileRoutes.link(request, links, file));
            }
        }
        return body;
    }

    private Reply cancel(Request request) {
        return task(
                tasks.cancel(
                        request.principal(),
                        request.text("taskId"),
                        new ScaleQuery(request).flag("clear_unique_id")));
    }

    private Reply audit(Request request) {
        Fields fields = Fields.of(request.tree());
        Boolean accepted = fields.has("accepted") ? fields.flag("accepted") : null;
        return task(
                tasks.audit(
                        request.principal(),
                        request.text("taskId"),
                        accepted,
                        fields.text("comments")));
    }

    private Reply setUniqueId(Request request) {
        return uniqueId(request, Fields.of(request.tree()).requiredText("unique_id"));
    }

    private Reply clearUniqueId(Request request) {
        return uniqueId(request, null);
    }

    private Reply uniqueId(Request request, @Nullable String uniqueId) {
        return task(tasks.setUniqueId(request.principal(), request.text("taskId"), uniqueId));
    }

    private Reply setMetadata(Request request) {
        return task(
                tasks.setMetadata(
                        request.principal(),
                        request.text("taskId"),
                        Fields.of(request.tree()).node()));
    }

    private Reply changeTags(Request request, ScaleTasks.TagChange change) {
        List<String> tags = Fields.textsOf(request.tree());
        return task(tasks.changeTags(request.principal(), request.text("taskId"), change, tags));
    }

    private Reply sendCallback(Request request) {
        return task(tasks.sendCallback(request.principal(), request.text("taskId")));
    }

    private static Reply task(ScaleTask task) {
        return Reply.ok(ScaleTaskJson.of(task));
    }
}
