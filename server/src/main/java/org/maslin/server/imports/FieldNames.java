package org.maslin.server.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.samples.Cell;
import org.maslin.server.samples.Cells;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a row of a table into the record of a sample: known columns as fields, others as metadata.
 */
final class FieldNames {

    private static final String GOLD = "gold";
    private static final Set<String> TEXTS =
            Set.of(
                    "text",
                    "image",
                    "file",
                    "key",
                    "origin",
                    "subject",
                    "purpose",
                    "consent",
                    "licence",
                    "location");
    private static final Set<String> STRUCTURES =
            Set.of("messages", "candidates", "tools", "predictions", GOLD);
    private static final Set<String> OF_ROWS =
            Set.of("key", "origin", "subject", "purpose", "consent", "licence");
    private static final Set<String> CONTENTS = Set.of("text", "messages", "image", "file");
    private static final String METADATA = "metadata";

    private final JsonMapper json;

    FieldNames(JsonMapper json) {
        this.json = json;
    }

    /** Refuses a table in which no sample can be. */
    static void check(String place, Iterable<String> columns) {
        for (String column : columns) {
            if (CONTENTS.contains(column)) {
                return;
            }
        }
        throw new BadInputException(
                place,
                "the columns " + String.join(", ", columns),
                "a column text, image or file, or messages with JSON",
                "Rename the column that holds the text, or say rows=true to show whole rows.");
    }

    /**
     * The record of a row.
     *
     * @param row its cells by column; a text in a column of structures is read as JSON
     */
    ObjectNode sample(Map<String, ? extends @Nullable JsonNode> row) {
        ObjectNode sample = json.createObjectNode();
        ObjectNode metadata = json.createObjectNode();
        row.forEach(
                (column, cell) -> {
                    if (cell == null
                            || cell.isNull()
                            || cell.isString() && cell.asString().isEmpty()) {
                        return;
                    }
                    if (TEXTS.contains(column)) {
                        sample.set(column, cell);
                    } else if (STRUCTURES.contains(column)) {
                        sample.set(column, structure(column, cell));
                    } else if (column.equals(METADATA)
                            && structure(column, cell) instanceof ObjectNode all) {
                        metadata.setAll(all);
                    } else {
                        metadata.set(column, cell);
                    }
                });
        if (!metadata.isEmpty()) {
            sample.set(METADATA, metadata);
        }
        return sample;
    }

    /** The record of a row that is shown as it is; the key and what is said of its use apart. */
    ObjectNode row(Map<String, ? extends @Nullable JsonNode> row) {
        ObjectNode sample = json.createObjectNode();
        var cells = new ArrayList<JsonNode>();
        row.forEach(
                (column, cell) -> {
                    JsonNode value = cell == null ? json.nullNode() : cell;
                    put(sample, cells, column, Cells.typeOf(value), value, value.asString(""));
                });
        sample.set("row", json.createArrayNode().addAll(cells));
        return sample;
    }

    /** Puts one column where it belongs. */
    void put(
            ObjectNode sample,
            List<JsonNode> cells,
            String column,
            Cell.Type type,
            JsonNode value,
            String text) {
        if (column.equals(GOLD) && text.stripLeading().startsWith("{")) {
            sample.set(column, structure(column, json.getNodeFactory().stringNode(text)));
        } else if (!OF_ROWS.contains(column)) {
            cells.add(Cells.cell(json, column, type, value));
        } else if (!text.isEmpty()) {
            sample.put(column, text);
        }
    }

    private JsonNode structure(String column, JsonNode cell) {
        if (!cell.isString()) {
            return cell;
        }
        try {
            return json.readTree(cell.asString());
        } catch (JacksonException e) {
            String text = cell.asString();
            throw new BadInputException(
                    column,
                    "\"" + text.substring(0, Math.min(40, text.length())) + "\"",
                    "JSON",
                    "Write the column as JSON, or leave it empty.");
        }
    }
}
