package org.maslin.server.scale;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Batches as clients of the dialect read them. */
final class ScaleBatchJson {

    private ScaleBatchJson() {}

    static ObjectNode of(ScaleBatch batch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", batch.id());
        body.put("name", batch.name());
        body.put("project", batch.project());
        body.put("status", batch.status().word());
        body.put("created_at", ScaleTime.text(batch.createdAt()));
        body.put("callback", batch.callback() == null ? "" : batch.callback());
        body.put("calibration_batch", batch.kind() == ScaleBatch.Kind.CALIBRATION);
        body.put("self_label_batch", batch.kind() == ScaleBatch.Kind.SELF_LABEL);
        body.set("metadata", batch.metadata());
        return body;
    }

    static ObjectNode status(ScaleBatch batch, Map<String, Integer> counts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", batch.status().word());
        counts.forEach(body::put);
        return body;
    }

    /** As those see it who hand batches to groups. */
    static ObjectNode studio(ScaleBatch batch, Map<String, Integer> counts, List<String> groups) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", batch.id());
        body.put("name", batch.name());
        body.put("projectId", batch.projectId());
        body.put("projectName", batch.project());
        body.put("batchType", batch.kind().word());
        if (batch.priority() != null) {
            body.put("studioPriority", batch.priority());
        }
        body.put("total", counts.values().stream().mapToInt(Integer::intValue).sum());
        body.put("completed", counts.getOrDefault("completed", 0));
        var list = body.putArray("groups");
        groups.forEach(list::add);
        return body;
    }
}
