package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.GgufBlocks;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.KvCache;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GGUF's blocks and whole files against the format's package and transformers. */
@Tag("shared")
class GgufGoldenTest {

    private Path golden;
    private JsonNode cases;

    @BeforeEach
    void open() throws Exception {
        golden = SharedData.folder("data/training-golden");
        cases = JsonMapper.shared().readTree(Files.readString(golden.resolve("gguf/cases.json")));
    }

    @Test
    void everyBlock_isDequantisedToTheLastBit() throws Exception {
        try (Safetensors arrays = Safetensors.open(golden.resolve("gguf/blocks.safetensors"))) {
            for (String type : cases.path("meta").path("blocks").propertyNames()) {
                long[] raw = arrays.longs(type + ".raw");
                var bytes = new byte[raw.length];
                for (int i = 0; i < raw.length; i++) {
                    bytes[i] = (byte) raw[i];
                }
                assertThat(GgufBlocks.valueOf(type).dequantised(MemorySegment.ofArray(bytes)))
                        .as(type)
                        .isEqualTo(arrays.floats(type + ".dequantized"));
            }
        }
    }

    @Test
    void wholeFiles_giveTheLogitsAndGreedyTokensOfTransformers() throws Exception {
        try (Safetensors arrays = Safetensors.open(golden.resolve("gguf/tiny-llama.safetensors"))) {
            for (JsonNode one : cases.path("cases")) {
                Path file = golden.resolve(one.path("file").asString());
                String name = file.getFileName().toString();
                String type = name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.'));
                try (LanguageModel model = LanguageModel.load(file);
                        Scope scope = Scope.open();
                        NoGradient off = NoGradient.open()) {
                    Decoder network = model.network();
                    long[] shape = arrays.shape("input_ids");
                    Tensor ids = Tensor.of(arrays.longs("input_ids"), shape);
                    assertThat(network.logits(network.hidden(ids)).floats())
                            .containsExactly(arrays.floats(type + ".logits"), within(1e-4f));
                    assertGreedy(model, one);
                }
            }
        }
    }

    private static void assertGreedy(LanguageModel model, JsonNode one) {
        Decoder network = model.network();
        long[] ids = new long[one.path("greedy_prompt").size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = one.path("greedy_prompt").path(i).asLong();
        }
        KvCache cache = KvCache.of(model.config(), model.rotary(), 1, 64);
        for (JsonNode wanted : one.path("greedy")) {
            Tensor hidden = cache.append(network, Tensor.of(ids, 1, ids.length));
            ids = network.logits(hidden).indexOfLargest(-1).longs();
            assertThat(ids[0]).isEqualTo(wanted.asLong());
        }
    }

    @Test
    void tokenizerInside_isThatOfTheFolder(@TempDir Path out) throws Exception {
        JsonNode texts =
                JsonMapper.shared()
                        .readTree(Files.readString(golden.resolve("forward/tokenizer.json")))
                        .path("cases");
        Path file = golden.resolve(cases.path("cases").path(0).path("file").asString());
        try (LanguageModel model = LanguageModel.load(file)) {
            for (JsonNode one : texts) {
                assertThat(
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                model.tokenizer()
                                                        .encodeMarked(one.path("text").asString())))
                        .isEqualTo(one.path("ids").toString());
            }
            model.save(out, org.maslin.train.checkpoint.StorageType.F32);
        }
        LanguageModel.load(out).close();
    }

    @Test
    void truncatedFile_isRefused(@TempDir Path out) throws Exception {
        byte[] whole =
                Files.readAllBytes(
                        golden.resolve(cases.path("cases").path(0).path("file").asString()));
        for (int length : new int[] {3, 40, 2000, whole.length - 10}) {
            Path cut = out.resolve("cut.gguf");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> LanguageModel.load(cut)).isInstanceOf(BadInputException.class);
        }
    }
}
