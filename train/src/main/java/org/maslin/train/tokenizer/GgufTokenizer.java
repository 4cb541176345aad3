package org.maslin.train.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.Gguf;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tokenizer inside a GGUF file, written as {@code tokenizer.json} and its companion. */
public final class GgufTokenizer {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final String WORDS =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private final Gguf file;
    private final List<String> tokens = new ArrayList<>();

    private GgufTokenizer(Gguf file) {
        this.file = file;
        file.list("tokenizer.ggml.tokens").forEach(token -> tokens.add(token.toString()));
    }

    /** The tokenizer's files by name. */
    public static Map<String, String> files(Gguf file) {
        var tokenizer = new GgufTokenizer(file);
        return Map.of(Tokenizer.FILE, tokenizer.json(), Tokenizer.CONFIG_FILE, tokenizer.config());
    }

    private String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        added(json.putArray("added_tokens"));
        switch (file.text("tokenizer.ggml.model", "")) {
            case "gpt2" -> bytes(json);
            case "llama" -> pieces(json);
            default ->
                    throw new BadInputException(
                            file.file() + ", tokenizer.ggml.model",
                            file.text("tokenizer.ggml.model", "nothing"),
                            "gpt2 or llama",
                            "Take the model in Hugging Face layout, with its tokenizer.json.");
        }
        return JSON.writeValueAsString(json);
    }

    private void added(ArrayNode added) {
        List<?> types = file.list("tokenizer.ggml.token_type");
        for (int id = 0; id < types.size() && id < tokens.size(); id++) {
            long type = types.get(id) instanceof Long number ? number : 0;
            if (type == CONTROL || type == USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", tokens.get(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", type == CONTROL);
            }
        }
    }

    private void bytes(ObjectNode json) {
        String cut = file.text("tokenizer.ggml.pre", "default");
        if (cut.equals("qwen2")) {
            json.putObject("normalizer").put("type", "NFC");
        } else {
            json.putNull("normalizer");
        }
        boolean split = cut.equals("qwen2") || cut.startsWith("llama");
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        if (split) {
            ObjectNode step = steps.addObject().put("type", "Split");
            String words = cut.equals("qwen2") ? WORDS.replace("{1,3}", "") : WORDS;
            step.putObject("pattern").put("Regex", words);
            step.put("behavior", "Isolated").put("invert", false);
        } else if (cut.equals("smollm")) {
            steps.addObject().put("type", "Digits").put("individual_digits", true);
        }
        byteLevel(steps.addObject(), !split);
        begin(json);
        byteLevel(json.putObject("decoder"), true);
        ObjectNode model = model(json, false);
        model.put("ignore_merges", cut.startsWith("llama"));
        ArrayNode merges = model.putArray("merges");
        for (Object merge : file.list("tokenizer.ggml.merges")) {
            String[] two = merge.toString().split(" ", 2);
            merges.addArray().add(two[0]).add(two[1]);
        }
    }

    private static void byteLevel(ObjectNode node, boolean regex) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", regex);
    }

    /** Word pieces with scores: of two neighbours the pair with the best score becomes one. */
    private void pieces(ObjectNode json) {
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        normalizers.addObject().put("type", "Prepend").put("prepend", "▁");
        ObjectNode replace = normalizers.addObject().put("type", "Replace");
        replace.putObject("pattern").put("String", " ");
        replace.put("content", "▁");
        json.putNull("pre_tokenizer");
        begin(json);
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        ObjectNode back = decoders.addObject().put("type", "Replace");
        back.putObject("pattern").put("String", "▁");
        back.put("content", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        decoders.addObject()
                .put("type", "Strip")
                .put("content", " ")
                .put("start", 1)
                .put("stop", 0);
        ObjectNode model = model(json, true);
        model.put("fuse_unk", true).put("ignore_merges", false);
        ArrayNode merges = model.putArray("merges");
        for (Merge merge : merges()) {
            merges.addArray().add(merge.left).add(merge.right);
        }
    }

    private record Merge(String left, String right, double score, int rank) {}

    private List<Merge> merges() {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        List<?> scores = file.list("tokenizer.ggml.scores");
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < scores.size() && id < tokens.size(); id++) {
            String token = tokens.get(id);
            double score = scores.get(id) instanceof Double number ? number : 0;
            List<Merge> own = new ArrayList<>();
            for (int cut = 1; cut < token.length(); cut++) {
                String left = token.substring(0, cut);
                String right = token.substring(cut);
                if (ids.containsKey(left) && ids.containsKey(right)) {
                    own.add(new Merge(left, right, score, ids.getOrDefault(left, 0)));
                }
            }
            own.sort(Comparator.comparingInt(Merge::rank));
            merges.addAll(own);
        }
        merges.sort(Comparator.comparingDouble(Merge::score).reversed());
        return merges;
    }

    private ObjectNode model(ObjectNode json, boolean fallback) {
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE").putNull("dropout");
        if (fallback) {
            model.put("unk_token", named("unknown", "<unk>"));
        } else {
            model.putNull("unk_token");
        }
        model.putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", fallback);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
        return model;
    }

    /** A text begins with a token of its own where the file says so. */
    private void begin(ObjectNode json) {
        boolean byDefault = file.text("tokenizer.ggml.model", "").equals("llama");
        boolean wanted =
                file.value("tokenizer.ggml.add_bos_token") instanceof Boolean flag
                        ? flag
                        : byDefault;
        String token = named("bos", "");
        if (!wanted || token.isEmpty()) {
            json.putNull("post_processor");
            return;
        }
        ObjectNode processor = json.putObject("post_processor").put("type", "TemplateProcessing");
        for (String template : List.of("single", "pair")) {
            ArrayNode parts = processor.putArray(template);
            parts.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
            parts.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
            if (template.equals("pair")) {
                parts.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
            }
        }
        ObjectNode special = processor.putObject("special_tokens").putObject(token);
        special.put("id", token);
        special.putArray("ids").add(file.number("tokenizer.ggml.bos_token_id", 1));
        special.putArray("tokens").add(token);
    }

    private String named(String name, String otherwise) {
        long id = file.number("tokenizer.ggml.%s_token_id".formatted(name), -1);
        return id >= 0 && id < tokens.size() ? tokens.get((int) id) : otherwise;
    }

    private String config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("clean_up_tokenization_spaces", false);
        Map.of("bos", "bos_token", "eos", "eos_token", "padding", "pad_token")
                .forEach(
                        (name, key) -> {
                            String token = named(name, "");
                            if (!token.isEmpty()) {
                                config.put(key, token);
                            }
                        });
        String template = file.text("tokenizer.chat_template", "");
        if (!template.isEmpty()) {
            config.put("chat_template", template);
        }
        return JSON.writeValueAsString(new java.util.TreeMap<>(config));
    }
}
