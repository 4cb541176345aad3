package org.maslin.train.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text to token ids and back, as a folder's {@code tokenizer.json} says. */
public final class Tokenizer implements AutoCloseable {

    public static final String FILE = "tokenizer.json";
    public static final String CONFIG_FILE = "tokenizer_config.json";
    private static final List<String> FILES =
            List.of(FILE, CONFIG_FILE, "special_tokens_map.json", "chat_template.jinja");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HuggingFaceTokenizer tokenizer;
    private final Map<String, Long> specials;
    private final JsonNode config;
    private final Map<String, String> files;

    private Tokenizer(
            HuggingFaceTokenizer tokenizer,
            Map<String, Long> specials,
            JsonNode config,
            Map<String, String> files) {
        this.tokenizer = tokenizer;
        this.specials = specials;
        this.config = config;
        this.files = files;
    }

    /**
     * @throws BadInputException if the folder holds no tokenizer that can be read
     */
    public static Tokenizer load(Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : FILES) {
            if (Files.exists(folder.resolve(name))) {
                files.put(name, Files.readString(folder.resolve(name)));
            }
        }
        return of(folder.toString(), files);
    }

    /**
     * @param place what messages call the place the files came from
     * @param files texts by file name, {@code tokenizer.json} among them
     */
    public static Tokenizer of(String place, Map<String, String> files) throws IOException {
        @Nullable String text = files.get(FILE);
        if (text == null) {
            throw new BadInputException(
                    place,
                    "no " + FILE,
                    "the tokenizer beside the model",
                    "Copy the tokenizer's files into the folder.");
        }
        JsonNode json = parse(place + ", " + FILE, text);
        JsonNode config = parse(place + ", " + CONFIG_FILE, files.getOrDefault(CONFIG_FILE, "{}"));
        Map<String, Long> specials = new LinkedHashMap<>();
        for (JsonNode token : json.path("added_tokens")) {
            specials.put(token.path("content").asString(), token.path("id").asLong());
        }
        return new Tokenizer(open(place, text), specials, config, new LinkedHashMap<>(files));
    }

    private static JsonNode parse(String place, String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new BadInputException(place, "no JSON", "JSON", "Copy the file again.");
        }
    }

    private static HuggingFaceTokenizer open(String place, String text) throws IOException {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    Map.of(
                            "addSpecialTokens", "false",
                            "truncation", "false",
                            "padding", "false"));
        } catch (RuntimeException e) {
            throw new BadInputException(
                    place + ", " + FILE,
                    String.valueOf(e.getMessage()),
                    "a tokenizer of Hugging Face's format",
                    "Save it again with a current version of the tokenizers library.");
        }
    }

    /** The ids of a text in which special tokens count where they are spelt out. */
    public long[] encodeMarked(String text) {
        return text.isEmpty() ? new long[0] : tokenizer.encode(text, true, false).getIds();
    }

    /** The ids of a text as {@link #encodeMarked}, without those put around every text. */
    public Spelt encodeSpelt(String text) {
        Encoding encoding = tokenizer.encode(text, false, false);
        return new Spelt(encoding.getIds(), encoding.getCharTokenSpans());
    }

    /**
     * Tokens and where they are in the text.
     *
     * @param spans of code points; null for tokens that are nowhere
     */
    public record Spelt(long[] ids, @Nullable CharSpan[] spans) {}

    /** The id of the special token that {@code tokenizer_config.json} names so, or null. */
    public @Nullable Long namedId(String name) {
        @Nullable String token = namedToken(name);
        return token == null ? null : specials.get(token);
    }

    /** The token that {@code tokenizer_config.json} names so, such as its bos_token, or null. */
    public @Nullable String namedToken(String name) {
        JsonNode value = config.path(name);
        JsonNode text = value.isObject() ? value.path("content") : value;
        return text.isString() ? text.asString() : null;
    }

    /** The ids of a text. What looks like a special token in it is taken as plain text. */
    public long[] encode(String text) {
        for (String special : specials.keySet()) {
            int at = text.indexOf(special);
            if (at >= 0) {
                int cut = text.offsetByCodePoints(at, 1);
                return concatenate(encode(text.substring(0, cut)), encode(text.substring(cut)));
            }
        }
        return text.isEmpty() ? new long[0] : tokenizer.encode(text, false, false).getIds();
    }

    private static long[] concatenate(long[] first, long[] second) {
        var both = new long[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The text of the ids, special tokens left out. */
    public String decode(long[] ids) {
        return ids.length == 0 ? "" : tokenizer.decode(ids, true);
    }

    /** The text of the ids, special tokens spelt out. */
    public String decodeMarked(long[] ids) {
        return ids.length == 0 ? "" : tokenizer.decode(ids, false);
    }

    /** The id of a special token, or null if there is none of this spelling. */
    public @Nullable Long specialId(String token) {
        return specials.get(token);
    }

    /** The content of {@code tokenizer_config.json}. */
    JsonNode config() {
        return config;
    }

    /** Writes the files that this tokenizer was made from. */
    public void save(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** The files' contents by name, for provenance. */
    public Map<String, String> files() {
        return Map.copyOf(files);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
