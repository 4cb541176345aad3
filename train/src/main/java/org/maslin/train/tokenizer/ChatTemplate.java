package org.maslin.train.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.template.Template;
import tools.jackson.databind.JsonNode;

/** A model's own way to write a conversation down. */
public final class ChatTemplate {

    /** The file that newer models keep their template in. */
    public static final String FILE = "chat_template.jinja";

    private final Tokenizer tokenizer;
    private final Template template;
    private final Supplier<LocalDateTime> now;

    private ChatTemplate(Tokenizer tokenizer, Template template, Supplier<LocalDateTime> now) {
        this.tokenizer = tokenizer;
        this.template = template;
        this.now = now;
    }

    /** Whether a message's assistant part is marked, and what follows the messages. */
    public enum Prompt {
        ASKED_FOR,
        NONE
    }

    /**
     * A conversation as tokens.
     *
     * @param assistant whether each token is part of what the assistant says
     */
    public record Conversation(long[] ids, boolean[] assistant) {}

    /**
     * @return the template beside the tokenizer, or null if there is none
     */
    public static @Nullable ChatTemplate of(Tokenizer tokenizer, Supplier<LocalDateTime> now) {
        @Nullable String source = tokenizer.files().get(FILE);
        if (source == null) {
            JsonNode own = tokenizer.config().path("chat_template");
            source = own.isString() ? own.asString() : named(own);
        }
        return source == null ? null : of(tokenizer, Template.parse("chat template", source), now);
    }

    public static ChatTemplate of(
            Tokenizer tokenizer, Template template, Supplier<LocalDateTime> now) {
        return new ChatTemplate(tokenizer, template, now);
    }

    /** Of several templates the one for plain use. */
    private static @Nullable String named(JsonNode templates) {
        for (JsonNode one : templates) {
            if (one.path("name").asString("").equals("default")) {
                return one.path("template").asString("");
            }
        }
        return null;
    }

    /**
     * @param messages a list of objects with role and content
     * @param more what else the template may ask for, such as tools; null for nothing
     */
    public Template.Rendered render(JsonNode messages, Prompt prompt, @Nullable JsonNode more) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (String name : List.of("bos_token", "eos_token", "pad_token", "unk_token")) {
            @Nullable String token = tokenizer.namedToken(name);
            if (token != null) {
                variables.put(name, token);
            }
        }
        variables.put("tools", null);
        variables.put("documents", null);
        variables.put("messages", messages(messages));
        variables.put("add_generation_prompt", prompt == Prompt.ASKED_FOR);
        if (more != null) {
            more.properties().forEach(one -> variables.put(one.getKey(), value(one.getValue())));
        }
        return template.render(variables, now);
    }

    /** The tokens of a conversation, and which of them the assistant says. */
    public Conversation encode(JsonNode messages, Prompt prompt, @Nullable JsonNode more) {
        Template.Rendered rendered = render(messages, prompt, more);
        Tokenizer.Spelt spelt = tokenizer.encodeSpelt(rendered.text());
        var assistant = new boolean[spelt.ids().length];
        int[] starts = new int[assistant.length];
        int[] ends = new int[assistant.length];
        for (int i = 0; i < assistant.length; i++) {
            @Nullable CharSpan span = spelt.spans()[i];
            starts[i] = span == null ? -1 : span.getStart();
            ends[i] = span == null ? -1 : span.getEnd();
        }
        for (Template.Span generation : rendered.generations()) {
            int first = tokenAt(starts, ends, generation.start());
            int last = tokenAt(starts, ends, generation.end() - 1);
            for (int i = first; first >= 0 && i <= last; i++) {
                assistant[i] = true;
            }
        }
        return new Conversation(spelt.ids(), assistant);
    }

    private static int tokenAt(int[] starts, int[] ends, int character) {
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] <= character && character < ends[i]) {
                return i;
            }
        }
        return -1;
    }

    private static List<@Nullable Object> messages(JsonNode messages) {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.isObject()) {
                throw new BadInputException(
                        "messages",
                        message.toString(),
                        "objects with \"role\" and \"content\"",
                        "Write each message as an object.");
            }
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            for (var property : message.properties()) {
                if (!property.getKey().equals("content") || !property.getValue().isNull()) {
                    one.put(property.getKey(), value(property.getValue()));
                }
            }
            list.add(one);
        }
        return list;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(one -> map.put(one.getKey(), value(one.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(one -> list.add(value(one)));
            return list;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.asLong() : (Object) node.asDouble();
        }
        return node.isBoolean()
                ? (Object) node.asBoolean()
                : node.isString() ? node.asString() : null;
    }
}
