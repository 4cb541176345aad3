package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.tokenizer.ChatTemplate;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;
import org.maslin.train.tokenizer.Tokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Rows of training data as tokens. Text is text, a list of messages goes through the model's chat
 * template, and fields whose name ends in {@code _ids} are tokens already.
 */
final class Rows {

    private final Tokenizer tokenizer;
    private final PromptLayout layout;
    private final int maxLength;
    private final String wayOut;
    private @Nullable ChatTemplate template;

    /**
     * @param maxLength tokens of a row that are wanted
     * @param context tokens that the model can see; no row is longer
     */
    Rows(Tokenizer tokenizer, PromptLayout layout, int maxLength, int context) {
        this.tokenizer = tokenizer;
        this.layout = layout;
        this.maxLength = Math.min(maxLength, context);
        this.wayOut =
                maxLength < context
                        ? "Shorten the prompt, or raise max_length."
                        : "Shorten the prompt: the model sees %d tokens.".formatted(context);
    }

    /** Tokens of the longest row that is taken whole. */
    int maxLength() {
        return maxLength;
    }

    /**
     * A chosen and a rejected completion of one prompt.
     *
     * @param margin by how much a reward model should tell them apart
     * @param weight what the pair counts
     * @param share how sure the choice is: 1 for certain, .5 for a tie
     */
    record Pair(Encoded chosen, Encoded rejected, double margin, double weight, double share) {}

    /** A completion that was liked or not. */
    record Judged(Encoded row, boolean liked) {}

    /**
     * A prompt to complete, with all of its row for rewards.
     *
     * @param text of the prompt, or null if it came as tokens
     */
    record Asked(String place, long[] ids, @Nullable String text, JsonNode row) {}

    // ---- what is learned from

    List<Encoded> examples(Path file, boolean assistantOnly) throws IOException {
        return JsonLines.read(
                file,
                row -> {
                    Encoded example = example(row, assistantOnly).truncated(maxLength);
                    layout.known(example.ids());
                    return example;
                });
    }

    private Encoded example(JsonLines.Row row, boolean assistantOnly) {
        if (row.has("input_ids")) {
            return tokens(row);
        }
        if (row.has("messages")) {
            ChatTemplate.Conversation whole =
                    template(row)
                            .encode(
                                    row.json().path("messages"),
                                    ChatTemplate.Prompt.NONE,
                                    more(row));
            if (!assistantOnly) {
                return new Encoded(whole.ids(), 0);
            }
            boolean[] counts = whole.assistant();
            if (!any(counts)) {
                throw new BadInputException(
                        row.place(),
                        "no token that the assistant says",
                        "an assistant's message inside {% generation %} of the chat template",
                        "Mark what the assistant says in the template, or leave"
                                + " assistant_only_loss out.");
            }
            return new Encoded(whole.ids(), 0, counts);
        }
        return row.has("text")
                ? layout.text(row.text("text"))
                : completed(row, "prompt", "completion");
    }

    private static boolean any(boolean[] counts) {
        for (boolean one : counts) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private Encoded tokens(JsonLines.Row row) {
        long[] ids = row.ids("input_ids");
        String field = row.has("labels") ? "labels" : "completion_mask";
        if (!row.has(field)) {
            return new Encoded(ids, 0);
        }
        long[] given = row.ids(field);
        var counts = new boolean[ids.length];
        for (int i = 0; i < counts.length && i < given.length; i++) {
            counts[i] = field.equals("labels") ? given[i] >= 0 : given[i] == 1;
        }
        return new Encoded(ids, 0, counts);
    }

    List<Pair> pairs(Path file) throws IOException {
        return JsonLines.read(
                file,
                row ->
                        new Pair(
                                cut(row, answer(row, "chosen")),
                                cut(row, answer(row, "rejected")),
                                row.json().path("margin").asDouble(0),
                                number(row, "weight", 0, Double.MAX_VALUE),
                                number(row, "preference", 0, 1)));
    }

    private static double number(JsonLines.Row row, String field, double low, double high) {
        double value = row.json().path(field).asDouble(1);
        if (!(value >= low && value <= high)) {
            throw new BadInputException(
                    "%s, field \"%s\"".formatted(row.place(), field),
                    String.valueOf(value),
                    field.equals("weight") ? "at least 0" : "between 0 and 1",
                    "Correct the number or leave it out.");
        }
        return value;
    }

    private Encoded answer(JsonLines.Row row, String field) {
        if (row.has(field + "_ids")) {
            return joined(row, "prompt_ids", field + "_ids");
        }
        if (!row.has("prompt") && row.json().path(field).isArray()) {
            return implicit(row, field);
        }
        return completed(row, "prompt", field);
    }

    /** Without a prompt of its own, what both conversations begin with is the prompt. */
    private Encoded implicit(JsonLines.Row row, String field) {
        JsonNode chosen = row.json().path("chosen");
        JsonNode rejected = row.json().path("rejected");
        int shared = 0;
        while (shared < chosen.size() - 1
                && shared < rejected.size() - 1
                && chosen.path(shared).equals(rejected.path(shared))) {
            shared++;
        }
        ArrayNode prompt = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < shared; i++) {
            prompt.add(chosen.path(i));
        }
        return conversation(row, prompt, row.json().path(field), field);
    }

    List<Judged> judged(Path file) throws IOException {
        return JsonLines.read(
                file,
                row -> {
                    if (!row.json().path("label").isBoolean()) {
                        throw new BadInputException(
                                row.place() + ", field \"label\"",
                                String.valueOf(row.json().path("label")),
                                "true or false",
                                "Say of each completion whether it was liked.");
                    }
                    Encoded encoded =
                            row.has("completion_ids")
                                    ? joined(row, "prompt_ids", "completion_ids")
                                    : completed(row, "prompt", "completion");
                    return new Judged(cut(row, encoded), row.json().path("label").asBoolean());
                });
    }

    List<Asked> asked(Path file) throws IOException {
        return JsonLines.read(
                file,
                row -> {
                    long[] ids = layout.known(prompt(row));
                    if (ids.length == 0 || ids.length >= maxLength) {
                        throw new BadInputException(
                                row.place() + ", field \"prompt\"",
                                ids.length + " tokens",
                                "between 1 and " + (maxLength - 1),
                                wayOut);
                    }
                    JsonNode prompt = row.json().path("prompt");
                    return new Asked(
                            row.place(),
                            ids,
                            prompt.isString() ? prompt.asString() : null,
                            row.json());
                });
    }

    private long[] prompt(JsonLines.Row row) {
        if (row.has("prompt_ids")) {
            return row.ids("prompt_ids");
        }
        JsonNode prompt = row.json().path("prompt");
        return prompt.isArray()
                ? template(row).encode(prompt, ChatTemplate.Prompt.ASKED_FOR, more(row)).ids()
                : layout.prompt(row.text("prompt"));
    }

    // ---- how it is put together

    private Encoded joined(JsonLines.Row row, String promptField, String completionField) {
        long[] prompt = row.has(promptField) ? row.ids(promptField) : new long[0];
        long[] completion = row.ids(completionField);
        var ids = new long[prompt.length + completion.length];
        System.arraycopy(prompt, 0, ids, 0, prompt.length);
        System.arraycopy(completion, 0, ids, prompt.length, completion.length);
        return new Encoded(ids, prompt.length);
    }

    private Encoded completed(JsonLines.Row row, String promptField, String completionField) {
        JsonNode prompt = row.json().path(promptField);
        if (prompt.isArray()) {
            return conversation(
                    row, (ArrayNode) prompt, row.json().path(completionField), completionField);
        }
        String completion = row.text(completionField);
        if (completion.isEmpty()) {
            throw new BadInputException(
                    "%s, field \"%s\"".formatted(row.place(), completionField),
                    "an empty text",
                    "something to learn from",
                    "Remove the row, or give it its completion.");
        }
        return layout.promptAndCompletion(row.text(promptField), completion);
    }

    private Encoded conversation(
            JsonLines.Row row, ArrayNode prompt, JsonNode answer, String field) {
        ArrayNode whole = prompt.deepCopy();
        if (answer.isArray()) {
            for (JsonNode message : answer) {
                if (whole.size() < prompt.size() + answer.size()) {
                    whole.add(message);
                }
            }
            if (row.json().path("prompt").isMissingNode()) {
                whole = (ArrayNode) answer.deepCopy();
            }
        } else {
            whole.addObject().put("role", "assistant").put("content", row.text(field));
        }
        long[] first = template(row).encode(prompt, ChatTemplate.Prompt.ASKED_FOR, more(row)).ids();
        long[] all = template(row).encode(whole, ChatTemplate.Prompt.NONE, more(row)).ids();
        return new Encoded(all, Math.min(first.length, all.length));
    }

    private static @Nullable JsonNode more(JsonLines.Row row) {
        if (!row.has("tools")) {
            return row.has("chat_template_kwargs") ? row.json().path("chat_template_kwargs") : null;
        }
        return JsonMapper.shared().createObjectNode().set("tools", row.json().path("tools"));
    }

    private ChatTemplate template(JsonLines.Row row) {
        if (template == null) {
            // A template's clock would make the same data give other tokens on another day.
            template = ChatTemplate.of(tokenizer, () -> LocalDateTime.of(2026, 1, 1, 0, 0));
        }
        if (template == null) {
            throw new BadInputException(
                    row.place(),
                    "messages for a model without a chat template",
                    "text, or a model with " + ChatTemplate.FILE,
                    "Put a chat template beside the tokenizer, or write prompts as text.");
        }
        return template;
    }

    private Encoded cut(JsonLines.Row row, Encoded encoded) {
        Encoded cut = encoded.truncated(maxLength);
        layout.known(cut.ids());
        if (cut.completionLength() < 1) {
            throw new BadInputException(
                    row.place(),
                    "a prompt of %d tokens".formatted(encoded.promptLength()),
                    "one that leaves room for a completion within %d".formatted(maxLength),
                    wayOut);
        }
        return cut;
    }

    static List<Encoded> all(List<Pair> pairs, int[] batch) {
        List<Encoded> rows = new ArrayList<>();
        for (int index : batch) {
            rows.add(pairs.get(index).chosen());
        }
        for (int index : batch) {
            rows.add(pairs.get(index).rejected());
        }
        return rows;
    }
}
