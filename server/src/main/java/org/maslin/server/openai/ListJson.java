package org.maslin.server.openai;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The dialect's lists. */
final class ListJson {

    private ListJson() {}

    /**
     * @param items one more than asked for if there are more
     */
    static ObjectNode of(List<? extends JsonNode> items, int limit) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("object", "list");
        var data = list.putArray("data");
        items.stream().limit(limit).forEach(data::add);
        if (!data.isEmpty() && data.get(0).has("id")) {
            list.set("first_id", data.get(0).path("id"));
            list.set("last_id", data.get(data.size() - 1).path("id"));
        }
        return list.put("has_more", items.size() > limit);
    }
}
