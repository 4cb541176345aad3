package org.maslin.server.samples;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a row given as an object into its cells, with the types that its values have. */
public final class Cells {

    private Cells() {}

    static ArrayNode of(ObjectNode row, JsonMapper json) {
        ArrayNode cells = json.createArrayNode();
        row.properties()
                .forEach(
                        column ->
                                cells.add(
                                        cell(
                                                json,
                                                column.getKey(),
                                                typeOf(column.getValue()),
                                                column.getValue())));
        return cells;
    }

    /** One cell as records hold it. */
    public static ObjectNode cell(JsonMapper json, String name, Cell.Type type, JsonNode value) {
        ObjectNode cell = json.createObjectNode();
        cell.put("name", name);
        cell.put("type", org.maslin.server.plumbing.http.Json.word(type));
        cell.set("value", value);
        return cell;
    }

    /** The type that a value of JSON has by itself. */
    public static Cell.Type typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? Cell.Type.INTEGER : Cell.Type.NUMBER;
            case BOOLEAN -> Cell.Type.BOOLEAN;
            case OBJECT, ARRAY, POJO -> Cell.Type.JSON;
            case STRING, BINARY, NULL, MISSING -> Cell.Type.TEXT;
        };
    }
}
