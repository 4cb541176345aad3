package org.maslin.server.scale;

import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Files as clients of the dialect read them. */
final class ScaleFileJson {

    private ScaleFileJson() {}

    static ObjectNode of(UUID organisation, ScaleFile file) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", file.id().toString());
        body.put("attachment_url", "scaledata://" + organisation + "/" + file.id());
        body.put("created_at", ScaleTime.text(file.createdAt()));
        body.put("updated_at", ScaleTime.text(file.createdAt()));
        body.put("name", file.name());
        body.put("mime_type", file.mimeType());
        body.put("size", file.size());
        var projects = body.putArray("project_names");
        file.projects().forEach(projects::add);
        for (String name : new String[] {"reference_id", "metadata", "display_name"}) {
            if (file.fields().hasNonNull(name)) {
                body.set(name, file.fields().get(name));
            }
        }
        return body;
    }
}
