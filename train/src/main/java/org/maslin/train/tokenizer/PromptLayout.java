package org.maslin.train.tokenizer;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How prompts and completions become token ids, and where one ends and the other begins. A
 * tokenizer that names its turn tokens gets {@code <user> prompt<end><assistant> completion<end>};
 * any other gets prompt, completion and end token in a row. A turn's text is encoded with a space
 * before it, so that a word is the same token at the start of a turn as inside.
 */
public final class PromptLayout {

    /** The special tokens of our own models, with ids 0 to 3. */
    public static final List<String> SPECIALS = List.of("<pad>", "<user>", "<assistant>", "<end>");

    private static final String KEY = "turn_tokens";
    private static final String TEMPLATE =
            "{% for message in messages %}{{ '<' + message['role'] + '> ' + message['content']"
                    + " + '<end>' }}{% endfor %}"
                    + "{% if add_generation_prompt %}{{ '<assistant>' }}{% endif %}";

    private record Turns(long user, long assistant, long end) {}

    private final Tokenizer tokenizer;
    private final @Nullable Turns turns;
    private final long[] end;

    /**
     * @param endId the token that ends a completion when the tokenizer names no turn tokens, or a
     *     negative number for none
     */
    public PromptLayout(Tokenizer tokenizer, int endId) {
        this.tokenizer = tokenizer;
        this.turns = turns(tokenizer);
        this.end =
                turns != null
                        ? new long[] {turns.end}
                        : endId < 0 ? new long[0] : new long[] {endId};
    }

    private static @Nullable Turns turns(Tokenizer tokenizer) {
        JsonNode names = tokenizer.config().path(KEY);
        return names.isObject()
                ? new Turns(
                        id(tokenizer, names, "user"),
                        id(tokenizer, names, "assistant"),
                        id(tokenizer, names, "end"))
                : null;
    }

    private static long id(Tokenizer tokenizer, JsonNode names, String turn) {
        String token = names.path(turn).asString("");
        @Nullable Long id = tokenizer.specialId(token);
        if (id == null) {
            throw new BadInputException(
                    "%s, %s.%s".formatted(Tokenizer.CONFIG_FILE, KEY, turn),
                    "\"" + token + "\"",
                    "a special token of " + Tokenizer.FILE,
                    "Add the token to added_tokens or remove " + KEY + ".");
        }
        return id;
    }

    /** The {@code tokenizer_config.json} of our own models; its template renders this layout. */
    public static String tokenizerConfig(int maxLength) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode json = mapper.createObjectNode();
        json.put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("pad_token", "<pad>")
                .put("eos_token", "<end>")
                .put("model_max_length", maxLength)
                .put("clean_up_tokenization_spaces", false)
                .put("chat_template", TEMPLATE);
        json.putObject(KEY)
                .put("user", "<user>")
                .put("assistant", "<assistant>")
                .put("end", "<end>");
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /** The tokens after which a completion is sampled. */
    public long[] prompt(String prompt) {
        return turns == null
                ? tokenizer.encode(prompt)
                : join(
                        new long[] {turns.user},
                        tokenizer.encode(" " + prompt),
                        new long[] {turns.end, turns.assistant});
    }

    /** Prompt and completion with the end token. */
    public Encoded promptAndCompletion(String prompt, String completion) {
        long[] first = prompt(prompt);
        long[] second = tokenizer.encode(turns == null ? completion : " " + completion);
        return new Encoded(join(first, second, end), first.length);
    }

    /** Text that is nobody's turn, with the end token; all of it counts as completion. */
    public Encoded text(String text) {
        return new Encoded(join(tokenizer.encode(text), end), 0);
    }

    /** Whether this token ends a completion. */
    public boolean ends(long id) {
        return end.length > 0 && end[0] == id;
    }

    /** The text of a completion's tokens, without the layout around it. */
    public String completion(long[] ids) {
        String text = tokenizer.decode(ids);
        return turns != null && text.startsWith(" ") ? text.substring(1) : text;
    }

    private static long[] join(long[]... parts) {
        return List.of(parts).stream().flatMapToLong(LongStream::of).toArray();
    }

    /** The tokenizer's files of our own models, by name. */
    public static Map<String, String> files(BpeModel model, int maxLength) {
        return Map.of(
                Tokenizer.FILE, model.toTokenizerJson(),
                Tokenizer.CONFIG_FILE, tokenizerConfig(maxLength));
    }
}
