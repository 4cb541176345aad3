package org.maslin.server.exports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines: whole tasks, preferences or conversations. */
final class JsonSink implements RowSink {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .rootValueSeparator("\n")
                    .build();

    private final OutputStream out;
    private final JsonGenerator json;
    private final JsonMapper mapper;
    private final NewExport wanted;

    JsonSink(Path file, NewExport wanted, JsonMapper mapper) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        this.mapper = mapper;
        this.wanted = wanted;
    }

    @Override
    public boolean write(ExportRow row) {
        return switch (wanted.format()) {
            case PREFERENCE -> preference(row);
            case MESSAGES -> conversation(row);
            case JSONL, CSV, PARQUET -> task(row);
        };
    }

    private boolean task(ExportRow row) {
        json.writeStartObject();
        json.writeStringProperty("key", row.key());
        json.writeStringProperty("taskId", row.taskId().toString());
        json.writeStringProperty("sampleId", row.sampleId().toString());
        json.writeStringProperty("state", row.state());
        json.writeStringProperty("split", row.split());
        json.writeStringProperty("origin", row.origin());
        raw("content", row.content());
        raw("metadata", row.metadata());
        json.writeName("consensus");
        ExportRow.Decision decision = row.decision();
        if (decision == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeStringProperty("label", decision.label());
            json.writeNumberProperty("probability", decision.probability());
            json.writeNumberProperty("answers", decision.answers());
            json.writeStringProperty("method", decision.method());
            json.writeEndObject();
        }
        if (!row.questions().equals("{}")) {
            raw("questions", row.questions());
        }
        raw("annotations", row.annotations());
        json.writeEndObject();
        return true;
    }

    private void raw(String name, String value) {
        json.writeName(name);
        json.writeRawValue(value);
    }

    private boolean preference(ExportRow row) {
        Preference pair = Preference.of(row, mapper);
        if (pair == null) {
            return false;
        }
        json.writeStartObject();
        if (wanted.isConversational()) {
            raw("prompt", pair.messages().toString());
            turn("chosen", pair.chosen());
            turn("rejected", pair.rejected());
        } else {
            json.writeStringProperty("prompt", pair.prompt());
            json.writeStringProperty("chosen", pair.chosen());
            json.writeStringProperty("rejected", pair.rejected());
        }
        json.writeEndObject();
        return true;
    }

    private void turn(String name, String content) {
        json.writeArrayPropertyStart(name);
        message("assistant", content);
        json.writeEndArray();
    }

    /** A turn as training programs read it, with its calls of tools. */
    private void message(JsonNode turn) {
        json.writeStartObject();
        json.writeStringProperty("role", turn.path("role").asString());
        json.writeStringProperty("content", turn.path("content").asString());
        if (turn.has("toolCallId")) {
            json.writeStringProperty("tool_call_id", turn.path("toolCallId").asString());
        }
        if (turn.has("toolCalls")) {
            json.writeArrayPropertyStart("tool_calls");
            for (JsonNode call : turn.path("toolCalls")) {
                json.writeStartObject();
                if (call.has("id")) {
                    json.writeStringProperty("id", call.path("id").asString());
                }
                json.writeStringProperty("type", "function");
                json.writeName("function");
                json.writeStartObject();
                json.writeStringProperty("name", call.path("name").asString());
                raw("arguments", call.path("arguments").toString());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void message(String role, String content) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        json.writeStringProperty("content", content);
        json.writeEndObject();
    }

    /** A pair gives its prompt with the chosen answer, a text itself and its label. */
    private boolean conversation(ExportRow row) {
        ExportRow.Decision decision = row.decision();
        if (decision == null) {
            return false;
        }
        var content = mapper.readTree(row.content());
        Preference pair = Preference.of(row, mapper);
        boolean isTalk = content.has("messages") || content.has("text");
        if (!isTalk || content.has("candidates") && pair == null) {
            return false;
        }
        json.writeStartObject();
        json.writeArrayPropertyStart("messages");
        if (content.has("messages")) {
            content.path("messages").forEach(this::message);
        } else {
            message("user", content.path("text").asString());
        }
        message("assistant", pair == null ? decision.label() : pair.chosen());
        json.writeEndArray();
        json.writeEndObject();
        return true;
    }

    @Override
    public void finish() throws IOException {
        if (json.streamWriteContext().getEntryCount() > 0) {
            json.writeRaw('\n');
        }
        json.close();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
