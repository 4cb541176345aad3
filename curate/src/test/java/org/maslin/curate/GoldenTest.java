package org.maslin.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.maslin.curate.dedup.MinHash;
import org.maslin.curate.dedup.Shingles;
import org.maslin.curate.filter.C4Paragraph;
import org.maslin.curate.filter.C4Quality;
import org.maslin.curate.filter.FinewebQuality;
import org.maslin.curate.filter.GopherQuality;
import org.maslin.curate.filter.GopherRepetition;
import org.maslin.curate.pii.Redact;
import org.maslin.curate.text.Simplified;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;
import tools.jackson.databind.JsonNode;

/** Every value that datatrove itself gave for the reference documents, bit for bit. */
@Tag("shared")
class GoldenTest {

    private static final Stage.Judge WITHOUT_PUNCT_RULE =
            (Stage.Judge)
                    Parameters.with(C4Quality.DEFAULT, Map.of("filter-no-terminal-punct", false));

    private static final Map<String, Stage.Judge> JUDGES =
            Map.of(
                    "gopher_rep", GopherRepetition.DEFAULT,
                    "gopher_qual", GopherQuality.DEFAULT,
                    "c4", C4Quality.DEFAULT,
                    "c4_fineweb", WITHOUT_PUNCT_RULE,
                    "c4_para", C4Paragraph.DEFAULT,
                    "fineweb", FinewebQuality.DEFAULT);

    @TestFactory
    Stream<DynamicTest> judge_agreesWithTheReference_onEveryDocument() throws IOException {
        List<JsonNode> goldens = goldens("filters_golden.jsonl.gz");
        return JUDGES.entrySet().stream()
                .map(
                        judge ->
                                DynamicTest.dynamicTest(
                                        judge.getKey(),
                                        () ->
                                                assertAgrees(
                                                        goldens,
                                                        judge.getKey(),
                                                        judge.getValue())));
    }

    private static void assertAgrees(List<JsonNode> goldens, String key, Stage.Judge judge) {
        var wrong =
                goldens.stream()
                        .filter(
                                golden -> {
                                    JsonNode expected = golden.get("res").get(key);
                                    String reason =
                                            judge.judge(golden.get("text").stringValue())
                                                            instanceof Verdict.Drop drop
                                                    ? drop.reason()
                                                    : null;
                                    String why =
                                            expected.get("why").isNull()
                                                    ? null
                                                    : expected.get("why").stringValue();
                                    if (expected.has("text")
                                            && !expected.get("text").isNull()
                                            && reason == null
                                            && !expected.get("text")
                                                    .stringValue()
                                                    .equals(textAfter(judge, golden))) {
                                        return true;
                                    }
                                    return !Objects.equals(reason, why)
                                            || expected.get("keep").booleanValue()
                                                    != (reason == null);
                                })
                        .map(golden -> golden.get("id").stringValue())
                        .toList();

        assertThat(goldens).hasSize(414);
        assertThat(wrong).isEmpty();
    }

    private static String textAfter(Stage.Judge judge, JsonNode golden) {
        String text = golden.get("text").stringValue();
        return judge.judge(text) instanceof Verdict.Rewrite rewrite ? rewrite.text() : text;
    }

    @Test
    void simplified_agreesWithTheReference_onEveryDocument() throws IOException {
        for (JsonNode golden : goldens("filters_golden.jsonl.gz")) {
            assertThat(Simplified.of(golden.get("text").stringValue()))
                    .as(golden.get("id").stringValue())
                    .isEqualTo(golden.get("simplified").stringValue());
        }
    }

    @Test
    void simpleTokenizer_countsTheWordsAndSentencesOfTheReference() throws IOException {
        var words = new Spans();
        for (JsonNode golden : goldens("filters_golden.jsonl.gz")) {
            String text = golden.get("text").stringValue();
            Tokenizer.SIMPLE.words(text, words);

            assertThat(List.of(words.count(), Tokenizer.SIMPLE.sentences(text)))
                    .as(golden.get("id").stringValue())
                    .isEqualTo(
                            List.of(
                                    golden.get("n_words").intValue(),
                                    golden.get("n_sents").intValue()));
        }
    }

    @Test
    void redact_agreesWithTheReference_onEveryDocument() throws IOException {
        for (JsonNode golden : goldens("filters_golden.jsonl.gz")) {
            String text = golden.get("text").stringValue();
            String redacted =
                    Redact.DEFAULT.judge(text) instanceof Verdict.Rewrite rewrite
                            ? rewrite.text()
                            : text;

            assertThat(redacted)
                    .as(golden.get("id").stringValue())
                    .isEqualTo(golden.get("pii").isNull() ? text : golden.get("pii").stringValue());
        }
    }

    @Test
    void signature_agreesWithTheReference_inEveryValue() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (JsonNode golden : goldens("filters_golden.jsonl.gz")) {
            texts.put(golden.get("id").stringValue(), golden.get("text").stringValue());
        }
        var shingles = new Shingles(5, Tokenizer.WHITESPACE);
        var minHash = new MinHash(112);
        var signature = new long[112];
        List<JsonNode> goldens = goldens("minhash_golden.jsonl.gz");
        for (JsonNode golden : goldens) {
            String id = golden.get("id").stringValue();
            int count = shingles.read(texts.getOrDefault(id, ""));
            minHash.signature(shingles.hashes(), count, signature);

            assertThat(count).as(id).isEqualTo(golden.get("n_shingles").intValue());
            assertThat(Long.toUnsignedString(shingles.hashes()[0]))
                    .isEqualTo(golden.get("first_shingle").stringValue());
            assertThat(values(signature))
                    .as(id)
                    .isEqualTo(
                            IntStream.range(0, 112)
                                    .mapToObj(j -> golden.get("sig").get(j).stringValue())
                                    .collect(Collectors.toList()));
        }
        assertThat(goldens).hasSize(60);
    }

    private static List<String> values(long[] signature) {
        return Arrays.stream(signature).mapToObj(Long::toString).toList();
    }

    private static List<JsonNode> goldens(String file) throws IOException {
        return SharedData.records(SharedData.folder("data/text/golden").resolve(file));
    }
}
