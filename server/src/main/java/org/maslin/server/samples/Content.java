package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;

/**
 * What there is to see of a sample: a text, a conversation with the candidates for its next turn,
 * an image, a row of a table, or any other file.
 *
 * @param tools that a conversation's assistant may call, as it was told of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(
        Kind kind,
        @Nullable String text,
        @Nullable List<Message> messages,
        @Nullable List<Candidate> candidates,
        @Nullable List<Map<String, Object>> tools,
        @Nullable StoredFile image,
        @Nullable List<Cell> row,
        @Nullable StoredFile file) {

    private static final int MOST_COLUMNS = 2000;

    /** What a sample is. */
    public enum Kind {
        TEXT,
        CONVERSATION,
        IMAGE,
        ROW,
        FILE
    }

    public Content {
        messages = messages == null ? null : List.copyOf(messages);
        candidates = candidates == null ? null : List.copyOf(candidates);
        tools = tools == null ? null : List.copyOf(tools);
        row = row == null ? null : List.copyOf(row);
        List<Kind> given = given(text, messages, image, row, file);
        if (given.size() != 1 || given.getFirst() != kind) {
            throw new BadInputException(
                    "text",
                    given.isEmpty() ? "nothing to see" : "more than one of them",
                    "one of text, messages, image, row and file",
                    "Give {\"text\": …}, or {\"messages\": […]} for a conversation.");
        }
        if (messages != null && messages.isEmpty()) {
            throw new BadInputException(
                    "messages", "an empty list", "one or more messages", "Leave the line out.");
        }
        if (row != null && (row.isEmpty() || row.size() > MOST_COLUMNS)) {
            throw new BadInputException(
                    "row",
                    row.size() + " columns",
                    "1 to 2,000 columns",
                    "Leave out what annotators need not see.");
        }
        if ((candidates != null || tools != null) && messages == null) {
            throw new BadInputException(
                    candidates == null ? "tools" : "candidates",
                    (candidates == null ? "tools" : "candidates") + " without a conversation",
                    "candidates for the next turn of a conversation",
                    "Give the text as {\"messages\": [{\"role\": \"user\", \"content\": …}]}.");
        }
    }

    private static List<Kind> given(
            @Nullable String text,
            @Nullable List<Message> messages,
            @Nullable StoredFile image,
            @Nullable List<Cell> row,
            @Nullable StoredFile file) {
        var given = new ArrayList<Kind>();
        if (text != null) {
            given.add(Kind.TEXT);
        }
        if (messages != null) {
            given.add(Kind.CONVERSATION);
        }
        if (image != null) {
            given.add(Kind.IMAGE);
        }
        if (row != null) {
            given.add(Kind.ROW);
        }
        if (file != null) {
            given.add(Kind.FILE);
        }
        return given;
    }

    /** The one of them that is there. */
    static Content of(
            @Nullable String text,
            @Nullable List<Message> messages,
            @Nullable List<Candidate> candidates,
            @Nullable List<Map<String, Object>> tools,
            @Nullable StoredFile image,
            @Nullable List<Cell> row,
            @Nullable StoredFile file) {
        List<Kind> given = given(text, messages, image, row, file);
        Kind kind = given.isEmpty() ? Kind.TEXT : given.getFirst();
        return new Content(kind, text, messages, candidates, tools, image, row, file);
    }

    /** The files that it shows. */
    public List<StoredFile> files() {
        var files = new ArrayList<StoredFile>();
        if (image != null) {
            files.add(image);
        }
        if (file != null) {
            files.add(file);
        }
        if (messages != null) {
            for (Message message : messages) {
                files.addAll(message.images() == null ? List.of() : message.images());
            }
        }
        return files;
    }

    /** How many candidates there are. */
    public int choices() {
        return candidates == null ? 0 : candidates.size();
    }

    /** The same with its candidates in this order and without their models, for annotators. */
    public Content shown(int[] order) {
        if (candidates == null) {
            return this;
        }
        var turned =
                Arrays.stream(order)
                        .mapToObj(i -> new Candidate(candidates.get(i).content(), null))
                        .toList();
        return new Content(kind, text, messages, turned, tools, image, row, file);
    }

    /** What decides the split: the text, or the prompt, which is all that the user said. */
    String splitKey() {
        if (messages == null) {
            return text != null ? text : CanonicalJson.write(canonical());
        }
        String prompt = said(Message.Speaker.USER);
        return prompt.isEmpty() ? said(null) : prompt;
    }

    private String said(Message.@Nullable Speaker speaker) {
        return messages == null
                ? ""
                : messages.stream()
                        .filter(message -> speaker == null || message.role() == speaker)
                        .map(Message::content)
                        .collect(Collectors.joining("\n"));
    }

    /** The content as canonical JSON takes it. */
    Map<String, Object> canonical() {
        var fields = new LinkedHashMap<String, Object>();
        if (text != null) {
            fields.put("text", text);
        }
        if (messages != null) {
            fields.put("messages", messages.stream().map(Content::canonical).toList());
        }
        if (candidates != null) {
            fields.put("candidates", candidates.stream().map(Content::canonical).toList());
        }
        if (tools != null) {
            fields.put("tools", tools.stream().map(Content::canonicalValue).toList());
        }
        if (image != null) {
            fields.put("image", image.blob());
        }
        if (file != null) {
            fields.put("file", file.blob());
        }
        if (row != null) {
            fields.put("row", row.stream().map(Content::canonical).toList());
        }
        return fields;
    }

    private static Map<String, Object> canonical(Message message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("role", message.role().name());
        fields.put("content", message.content());
        if (message.images() != null) {
            fields.put("images", message.images().stream().map(StoredFile::blob).toList());
        }
        if (message.toolCalls() != null) {
            fields.put("toolCalls", message.toolCalls().stream().map(Content::canonical).toList());
        }
        if (message.toolCallId() != null) {
            fields.put("toolCallId", message.toolCallId());
        }
        return fields;
    }

    private static Map<String, Object> canonical(ToolCall call) {
        return Map.of("name", call.name(), "arguments", canonicalValue(call.arguments()));
    }

    private static List<Object> canonical(Cell cell) {
        return cell.value() == null
                ? List.of(cell.name())
                : List.of(cell.name(), canonicalValue(cell.value()));
    }

    /** A value from JSON with its fractions as texts. */
    private static Object canonicalValue(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, Object>();
                map.forEach(
                        (name, one) -> {
                            if (one != null) {
                                fields.put(String.valueOf(name), canonicalValue(one));
                            }
                        });
                yield fields;
            }
            case List<?> list ->
                    list.stream().map(one -> one == null ? "null" : canonicalValue(one)).toList();
            case Integer number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private static Map<String, Object> canonical(Candidate candidate) {
        return candidate.model() == null
                ? Map.of("content", candidate.content())
                : Map.of("content", candidate.content(), "model", candidate.model());
    }
}
