package org.maslin.server.openai;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.RejectedLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a training file, in the dialect's form, as rows that our trainers read. A row is one
 * question and one answer, or two answers of which one is preferred.
 */
final class TrainingRows {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private final FineTuneRow.Method method;

    TrainingRows(FineTuneRow.Method method) {
        this.method = method;
    }

    /**
     * Rewrites a file; the first row that cannot be used is told.
     *
     * @param name of the file, for messages
     * @return how many rows it has
     */
    long rewrite(String name, InputStream in, Path out) throws IOException {
        long[] rows = {0};
        try (BufferedWriter writer = Files.newBufferedWriter(out)) {
            JsonLines.read(
                    in,
                    name,
                    line -> {
                        write(writer, row(line));
                        rows[0]++;
                    },
                    TrainingRows::refuse);
        }
        if (rows[0] == 0) {
            throw new BadInputException(
                    name, "no rows", "at least one", "Write one JSON object a line.");
        }
        return rows[0];
    }

    private ObjectNode row(JsonLine line) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (method == FineTuneRow.Method.SUPERVISED) {
            JsonNode messages = messages(line, line.fields().path("messages"), "messages");
            if (messages.size() != 2) {
                throw bad(line, "messages", messages, "one message of the user, then the answer");
            }
            return row.put("prompt", said(line, "messages[0]", messages.get(0), USER))
                    .put("completion", said(line, "messages[1]", messages.get(1), ASSISTANT));
        }
        JsonNode asked =
                messages(line, line.fields().path("input").path("messages"), "input.messages");
        if (asked.size() != 1) {
            throw bad(line, "input.messages", asked, "one message of the user");
        }
        return row.put("prompt", said(line, "input.messages[0]", asked.get(0), USER))
                .put("chosen", answer(line, "preferred_output"))
                .put("rejected", answer(line, "non_preferred_output"));
    }

    private static String answer(JsonLine line, String field) {
        JsonNode messages = messages(line, line.fields().path(field), field);
        if (messages.size() != 1) {
            throw bad(line, field, messages, "one message of the assistant");
        }
        return said(line, field + "[0]", messages.get(0), ASSISTANT);
    }

    private static JsonNode messages(JsonLine line, JsonNode messages, String field) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw bad(line, field, messages, "a list of messages");
        }
        return messages;
    }

    private static String said(JsonLine line, String field, JsonNode message, String role) {
        if (!message.path("role").asString("").equals(role)
                || !message.path("content").isString()
                || message.path("content").asString().isBlank()) {
            throw bad(
                    line, field, message, "{\"role\": \"%s\", \"content\": \"…\"}".formatted(role));
        }
        return message.path("content").asString();
    }

    private static BadInputException bad(
            JsonLine line, String field, JsonNode found, String expected) {
        return new BadInputException(
                line.place(field),
                found.isMissingNode() ? "nothing" : found.toString(),
                expected,
                "Correct the row, or leave it out, and send the file again.");
    }

    private static void refuse(RejectedLine line) {
        throw new BadInputException(line.place(), line.found(), line.expected(), line.hint());
    }

    private static void write(BufferedWriter writer, ObjectNode row) {
        try {
            writer.write(row.toString());
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
