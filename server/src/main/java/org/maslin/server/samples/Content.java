package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What there is to see of a sample: a text, or a conversation with the candidates for its next
 * turn.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(
        Kind kind,
        @Nullable String text,
        @Nullable List<Message> messages,
        @Nullable List<Candidate> candidates) {

    /** What a sample is. */
    public enum Kind {
        TEXT,
        CONVERSATION
    }

    public Content {
        messages = messages == null ? null : List.copyOf(messages);
        candidates = candidates == null ? null : List.copyOf(candidates);
        if ((kind == Kind.TEXT) == (text == null) || (text == null) == (messages == null)) {
            throw new BadInputException(
                    "text",
                    text == null ? "neither text nor messages" : "text and messages",
                    "one of the two",
                    "Give {\"text\": …}, or {\"messages\": […]} for a conversation.");
        }
        if (messages != null && messages.isEmpty()) {
            throw new BadInputException(
                    "messages", "an empty list", "one or more messages", "Leave the line out.");
        }
        if (candidates != null && messages == null) {
            throw new BadInputException(
                    "candidates",
                    "candidates beside a text",
                    "candidates for the next turn of a conversation",
                    "Give the text as {\"messages\": [{\"role\": \"user\", \"content\": …}]}.");
        }
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
        return new Content(kind, text, messages, turned);
    }

    /** What decides the split: the text, or the prompt, which is all that the user said. */
    String splitKey() {
        if (messages == null) {
            return String.valueOf(text);
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
        return fields;
    }

    private static Map<String, Object> canonical(Message message) {
        return Map.of("role", message.role().name(), "content", message.content());
    }

    private static Map<String, Object> canonical(Candidate candidate) {
        return candidate.model() == null
                ? Map.of("content", candidate.content())
                : Map.of("content", candidate.content(), "model", candidate.model());
    }
}
