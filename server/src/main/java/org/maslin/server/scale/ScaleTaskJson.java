package org.maslin.server.scale;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as clients of the dialect read them. */
final class ScaleTaskJson {

    private ScaleTaskJson() {}

    static ObjectNode of(ScaleTask task) {
        ObjectNode body = brief(task);
        body.put("type", task.type().word());
        body.put("instruction", task.instruction());
        body.put("created_at", ScaleTime.text(task.createdAt()));
        body.put("updated_at", ScaleTime.text(task.updatedAt()));
        if (task.completedAt() != null) {
            body.put("completed_at", ScaleTime.text(task.completedAt()));
        }
        putCallback(body, task.callback());
        body.set("params", task.params());
        if (task.batch() != null) {
            body.put("batch", task.batch());
        }
        if (task.uniqueId() != null) {
            body.put("unique_id", task.uniqueId());
        }
        if (task.tags() != null) {
            putTexts(body, "tags", task.tags());
        }
        if (task.priority() != null) {
            body.put("priority", task.priority());
        }
        if (task.paramVersion() != null) {
            body.put("project_param_version", task.paramVersion());
        }
        body.put("is_test", task.mode() == Mode.TEST);
        body.put("customer_review_status", task.review().word());
        body.set("audits", task.audits());
        if (task.response() != null) {
            body.set("response", task.response());
        }
        if (task.nativeTaskId() != null) {
            body.put("_native_task_id", task.nativeTaskId().toString());
        }
        return body;
    }

    /** What a limited response tells. */
    static ObjectNode brief(ScaleTask task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("task_id", task.id());
        body.put("status", task.status().word());
        body.set("metadata", task.metadata());
        body.put("project", task.project());
        return body;
    }

    /** What a callback carries. */
    static ObjectNode callback(ScaleTask task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("task", of(task));
        if (task.response() != null) {
            body.set("response", task.response());
        }
        body.put("task_id", task.id());
        body.put("status", task.status().word());
        return body;
    }

    private static void putCallback(ObjectNode body, ScaleTask.Callback callback) {
        if (callback.url() != null) {
            body.put("callback_url", callback.url());
        }
        if (callback.succeeded() != null) {
            body.put("callback_succeeded", callback.succeeded());
        }
        if (callback.succeededAt() != null) {
            body.put("callback_succeeded_at", ScaleTime.text(callback.succeededAt()));
        }
    }

    private static void putTexts(ObjectNode body, String name, List<String> texts) {
        var list = body.putArray(name);
        texts.forEach(list::add);
    }
}
