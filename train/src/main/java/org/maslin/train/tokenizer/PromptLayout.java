package org.maslin.train.tokenizer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How prompts and completions become token ids, and where one ends and the other begins. A
 * tokenizer that names its turn tokens gets {@code <user> prompt<end><assistant> completion<end>},
 * each turn's text encoded with a space before it, so that a word is the same token at the start of
 * a turn as inside. Any other gets prompt and completion encoded as one text, as the field does:
 * special tokens that are spelt out count, and so do those that the tokenizer puts around a text.
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
    private final int vocabulary;
    private final @Nullable Turns turns;
    private final long[] end;
    private final Set<Long> ends = new LinkedHashSet<>();

    /**
     * @param endIds the tokens that end a completion when the tokenizer names no turn tokens
     * @param vocabulary how many tokens the model knows
     */
    public PromptLayout(Tokenizer tokenizer, List<Integer> endIds, int vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.turns = turns(tokenizer);
        if (turns != null) {
            ends.add(turns.end);
        } else {
            @Nullable Long named = tokenizer.namedId("eos_token");
            if (named != null) {
                ends.add(named);
            }
            endIds.forEach(id -> ends.add(id.longValue()));
        }
        this.end = ends.stream().mapToLong(Long::longValue).limit(1).toArray();
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
        return known(
                turns == null
                        ? tokenizer.encodeMarked(prompt)
                        : join(
                                new long[] {turns.user},
                                tokenizer.encode(" " + prompt),
                                new long[] {turns.end, turns.assistant}));
    }

    /** Prompt and completion with the end token. */
    public Encoded promptAndCompletion(String prompt, String completion) {
        long[] first = prompt(prompt);
        return turns == null
                ? whole(first.length, tokenizer.encodeMarked(prompt + completion))
                : new Encoded(
                        known(join(first, tokenizer.encode(" " + completion), end)), first.length);
    }

    /** A row in which the first tokens are the prompt's, with an end token unless it has one. */
    private Encoded whole(int promptLength, long[] ids) {
        boolean ended = ids.length > promptLength && ends(ids[ids.length - 1]);
        return new Encoded(known(ended ? ids : join(ids, end)), Math.min(promptLength, ids.length));
    }

    /** Text that is nobody's turn, with the end token; all of it counts as completion. */
    public Encoded text(String text) {
        return turns == null
                ? whole(0, tokenizer.encodeMarked(text))
                : new Encoded(known(join(tokenizer.encode(text), end)), 0);
    }

    /**
     * The same tokens.
     *
     * @throws BadInputException if the model does not know one of them
     */
    public long[] known(long[] ids) {
        for (long id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new BadInputException(
                        "the text's tokens",
                        "the token " + id,
                        "tokens below %d, the model's vocabulary".formatted(vocabulary),
                        "Use the tokenizer that belongs to the model.");
            }
        }
        return ids;
    }

    /** Whether this token ends a completion. */
    public boolean ends(long id) {
        return ends.contains(id);
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
