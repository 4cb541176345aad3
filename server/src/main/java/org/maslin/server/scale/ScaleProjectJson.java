package org.maslin.server.scale;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Projects as clients of the dialect read them. */
final class ScaleProjectJson {

    private ScaleProjectJson() {}

    static ObjectNode of(ScaleProject project) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", project.id());
        body.put("name", project.name());
        body.put("type", project.type().word());
        body.put("created_at", ScaleTime.text(project.createdAt()));
        body.put("rapid", project.rapid());
        body.put("studio", project.studio());
        if (project.datasetId() != null) {
            body.put("datasetId", project.datasetId());
        }
        var history = body.putArray("param_history");
        for (ScaleProject.Params params : project.history()) {
            ObjectNode version = params.params().deepCopy();
            version.put("version", params.version());
            version.put("created_at", ScaleTime.text(params.createdAt()));
            history.add(version);
        }
        return body;
    }

    static ObjectNode template(ScaleProject project) {
        ScaleProject.Params latest = project.latest();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", project.id());
        body.put("version", latest == null ? 0 : latest.version());
        body.put("created_at", ScaleTime.text(project.createdAt()));
        body.put(
                "updated_at",
                ScaleTime.text(latest == null ? project.createdAt() : latest.createdAt()));
        ObjectNode params =
                latest == null ? JsonNodeFactory.instance.objectNode() : latest.params();
        body.set(
                "template_variables",
                params.path("template_variables") instanceof ObjectNode variables
                        ? variables
                        : JsonNodeFactory.instance.objectNode());
        if (params.hasNonNull("response_schema")) {
            body.set("response_schema", params.get("response_schema"));
        }
        body.put("auto_onboard_enabled", params.path("auto_onboard_enabled").asBoolean(false));
        return body;
    }
}
