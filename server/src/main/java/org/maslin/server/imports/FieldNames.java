package org.maslin.server.imports;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a row of a table into the record of a sample: known columns as fields, others as metadata.
 */
final class FieldNames {

    private static final Set<String> TEXTS =
            Set.of("text", "key", "origin", "subject", "purpose", "consent", "licence", "location");
    private static final Set<String> STRUCTURES = Set.of("messages", "candidates");
    private static final String METADATA = "metadata";

    private final JsonMapper json;

    FieldNames(JsonMapper json) {
        this.json = json;
    }

    /** Refuses a table in which no sample can be. */
    static void check(String place, Iterable<String> columns) {
        for (String column : columns) {
            if (column.equals("text") || column.equals("messages")) {
                return;
            }
        }
        throw new BadInputException(
                place,
                "the columns " + String.join(", ", columns),
                "a column text, or messages with JSON",
                "Rename the column that holds the text.");
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
