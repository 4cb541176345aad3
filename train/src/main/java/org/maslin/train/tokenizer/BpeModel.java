package org.maslin.train.tokenizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A byte-level BPE vocabulary.
 *
 * @param specials the special tokens, with the ids from 0 on
 * @param vocabulary every token with its id, in the order of ids
 * @param merges what is joined, the first learned first
 */
public record BpeModel(
        List<String> specials, SequencedMap<String, Integer> vocabulary, List<Merge> merges) {

    /** Two tokens that become one. */
    public record Merge(String left, String right) {}

    public BpeModel {
        specials = List.copyOf(specials);
        vocabulary = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(vocabulary));
        merges = List.copyOf(merges);
    }

    /** The content of {@code tokenizer.json}, as Hugging Face's tokenizers read it. */
    public String toTokenizerJson() {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode json = mapper.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int id = 0; id < specials.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", specials.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        json.putNull("normalizer");
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject().put("type", "Digits").put("individual_digits", true);
        putByteLevel(steps.addObject());
        json.putNull("post_processor");
        putByteLevel(json.putObject("decoder"));
        putModel(json.putObject("model"));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void putByteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private void putModel(ObjectNode model) {
        model.put("type", "BPE")
                .putNull("dropout")
                .putNull("unk_token")
                .putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode ids = model.putObject("vocab");
        vocabulary.forEach(ids::put);
        ArrayNode pairs = model.putArray("merges");
        merges.forEach(merge -> pairs.addArray().add(merge.left()).add(merge.right()));
    }
}
