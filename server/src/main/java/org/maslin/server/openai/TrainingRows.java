package org.maslin.server.openai;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.train.grader.Grader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a training file, in the dialect's form, as rows that our trainers read. A row is a
 * conversation, or a question with two answers of which one is preferred, or a question for whose
 * answers a grader has a score.
 */
final class TrainingRows {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private static final Set<String> ROLES = Set.of("system", "developer", USER, ASSISTANT);

    private final FineTuneRow.Method method;
    private final @Nullable Grader grader;

    /**
     * @param grader of a method by rewards
     */
    TrainingRows(FineTuneRow.Method method, @Nullable Grader grader) {
        this.method = method;
        this.grader = grader;
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
                        rows(line).forEach(row -> write(writer, row));
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

    private List<ObjectNode> rows(JsonLine line) {
        return switch (method) {
            case SUPERVISED -> answered(line);
            case DPO -> List.of(preferred(line));
            case REINFORCEMENT -> List.of(asked(line));
        };
    }

    /** A row for each thing that the assistant says, with all that was said before it. */
    private static List<ObjectNode> answered(JsonLine line) {
        JsonNode messages = messages(line, line.fields().path("messages"), "messages");
        var rows = new ArrayList<ObjectNode>();
        for (int i = 1; i < messages.size(); i++) {
            if (isAssistant(messages.get(i)) && messages.get(i).path("weight").asDouble(1) != 0) {
                rows.add(
                        prompted(line, messages, i, "messages")
                                .put("completion", said(line, messages, i, "messages", ASSISTANT)));
            }
        }
        if (rows.isEmpty() || !isAssistant(messages.get(messages.size() - 1))) {
            throw bad(line, "messages", messages, "messages that end with one of the assistant");
        }
        return rows;
    }

    private static ObjectNode preferred(JsonLine line) {
        JsonNode asked =
                messages(line, line.fields().path("input").path("messages"), "input.messages");
        return prompted(line, asked, asked.size(), "input.messages")
                .put("chosen", answer(line, "preferred_output"))
                .put("rejected", answer(line, "non_preferred_output"));
    }

    /** A question with what its grader needs. */
    private ObjectNode asked(JsonLine line) {
        JsonNode messages = messages(line, line.fields().path("messages"), "messages");
        ObjectNode row = prompted(line, messages, messages.size(), "messages");
        for (var field : line.fields().properties()) {
            if (!field.getKey().equals("messages")) {
                row.set(field.getKey(), field.getValue());
            }
        }
        try {
            Objects.requireNonNull(grader).requireFields(row);
        } catch (BadInputException missing) {
            String field = missing.place().replaceFirst(".*\"(.*)\"", "$1");
            throw new BadInputException(
                    line.place(field), missing.found(), missing.expected(), missing.hint());
        }
        return row;
    }

    /** The first messages as a prompt: one of the user as text, more as a conversation. */
    private static ObjectNode prompted(JsonLine line, JsonNode messages, int end, String field) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (end == 1) {
            return row.put("prompt", said(line, messages, 0, field, USER));
        }
        ArrayNode prompt = row.putArray("prompt");
        for (int i = 0; i < end; i++) {
            String role = messages.get(i).path("role").asString("");
            String known = ROLES.contains(role) ? role : USER;
            prompt.addObject()
                    .put("role", known)
                    .put("content", said(line, messages, i, field, known));
        }
        if (!messages.get(end - 1).path("role").asString("").equals(USER)) {
            throw bad(line, field, messages, "a message of the user before each answer");
        }
        return row;
    }

    private static boolean isAssistant(JsonNode message) {
        return message.path("role").asString("").equals(ASSISTANT);
    }

    private static String answer(JsonLine line, String field) {
        JsonNode messages = messages(line, line.fields().path(field), field);
        if (messages.size() != 1) {
            throw bad(line, field, messages, "one message of the assistant");
        }
        return said(line, messages, 0, field, ASSISTANT);
    }

    private static JsonNode messages(JsonLine line, JsonNode messages, String field) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw bad(line, field, messages, "a list of messages");
        }
        return messages;
    }

    private static String said(JsonLine line, JsonNode messages, int at, String name, String role) {
        JsonNode message = messages.get(at);
        String field = "%s[%d]".formatted(name, at);
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
