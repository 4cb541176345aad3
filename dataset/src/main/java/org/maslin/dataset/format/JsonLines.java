package org.maslin.dataset.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.dataset.Column;
import org.maslin.dataset.Row;
import org.maslin.dataset.RowQuery;
import org.maslin.dataset.VersionReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON lines: one object a row, {@code key} and {@code split} first, then the columns in order. */
public final class JsonLines {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .rootValueSeparator("\n")
                    .build();

    private JsonLines() {}

    /** Writes these rows; the stream is flushed, not closed. */
    public static void write(VersionReader version, RowQuery query, OutputStream out)
            throws IOException {
        List<Column> columns = version.manifest().columns();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            version.rows(query, row -> write(row, columns, json));
            if (json.streamWriteContext().getEntryCount() > 0) {
                json.writeRaw('\n');
            }
        }
        out.flush();
    }

    private static void write(Row row, List<Column> columns, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("key", row.key());
        json.writeStringProperty("split", row.split().toString());
        for (int i = 0; i < columns.size(); i++) {
            json.writeName(columns.get(i).name());
            write(row.cells().get(i), columns.get(i).type(), json);
        }
        json.writeEndObject();
    }

    private static void write(@Nullable Object cell, Column.Type type, JsonGenerator json) {
        switch (cell) {
            case null -> json.writeNull();
            case Double number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case String text when type == Column.Type.JSON -> json.writeRawValue(text);
            default -> json.writeString(cell.toString());
        }
    }
}
