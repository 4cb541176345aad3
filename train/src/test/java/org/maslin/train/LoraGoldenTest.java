package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.loss.TokenLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adapters that PEFT wrote: applied, merged, trained and written back. */
@Tag("shared")
class LoraGoldenTest {

    static Stream<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        Path golden = SharedData.folder("data/training-golden");
        JsonMapper.shared()
                .readTree(Files.readString(golden.resolve("lora/cases.json")))
                .path("cases")
                .forEach(cases::add);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adapter_appliedMergedOrTrained_agrees(JsonNode one, @TempDir Path out) throws Exception {
        Path golden = SharedData.folder("data/training-golden");
        Path folder = golden.resolve(one.path("adapter").asString());
        try (Safetensors arrays = Safetensors.open(golden.resolve("lora/logits.safetensors"));
                LanguageModel base =
                        LanguageModel.load(golden.resolve(one.path("base").asString()));
                Adapter adapter = Adapter.read(folder, base.config());
                Scope scope = Scope.open()) {
            if (one.has("loss")) {
                String batch = folder.getFileName().toString();
                assertTrained(one, golden, base, adapter, arrays, batch);
                return;
            }
            String name = one.path("name").asString();
            Tensor ids =
                    Tensor.of(arrays.longs(name + ".input_ids"), arrays.shape(name + ".input_ids"));
            float[] wanted = arrays.floats(name + ".logits");
            try (NoGradient off = NoGradient.open()) {
                Decoder applied =
                        base.network(
                                Parameters.of(
                                        base.weights().all(),
                                        adapter.lowRanks(adapter.weights().views())));
                assertThat(applied.logits(applied.hidden(ids)).floats())
                        .containsExactly(wanted, within(1e-4f));
                adapter.write(out, golden.resolve(one.path("base").asString()));
                try (LanguageModel merged = LanguageModel.load(out)) {
                    Decoder network = merged.network();
                    assertThat(network.logits(network.hidden(ids)).floats())
                            .containsExactly(wanted, within(1e-4f));
                    assertSlices(one, merged);
                }
            }
        }
    }

    private static void assertSlices(JsonNode one, LanguageModel merged) {
        for (var slice : one.path("merged_slices").properties()) {
            Tensor weight = Objects.requireNonNull(merged.weights().views().get(slice.getKey()));
            assertThat(weight.norm())
                    .isCloseTo(slice.getValue().path("l2").asDouble(), within(1e-4));
            float[] values = weight.floats();
            for (int i = 0; i < slice.getValue().path("head").size(); i++) {
                assertThat((double) values[i])
                        .isCloseTo(slice.getValue().path("head").path(i).asDouble(), within(1e-5));
            }
        }
    }

    private static void assertTrained(
            JsonNode one,
            Path golden,
            LanguageModel base,
            Adapter adapter,
            Safetensors arrays,
            String batch)
            throws Exception {
        long[] ids = arrays.longs(batch + ".input_ids");
        int time = (int) arrays.shape(batch + ".input_ids")[1];
        List<Encoded> rows = new ArrayList<>();
        for (int at = 0; at < ids.length; at += time) {
            rows.add(new Encoded(java.util.Arrays.copyOfRange(ids, at, at + time), 0));
        }
        JsonNode o = one.path("optimizer");
        var trainable =
                new Trainable(
                        adapter.weights(),
                        new Optimisation(
                                o.path("betas").path(0).asDouble(),
                                o.path("betas").path(1).asDouble(),
                                o.path("eps").asDouble(),
                                o.path("weight_decay").asDouble(),
                                o.path("max_grad_norm").asDouble()));
        Decoder network =
                base.network(
                        Parameters.of(
                                base.weights().all(), adapter.lowRanks(trainable.parameters())));
        var pass = new Pass(network, false);
        for (int step = 0; step < one.path("loss").size(); step++) {
            try (Scope scope = Scope.open()) {
                TokenBatch tokens = TokenBatch.of(rows, 0, 0);
                Tensor loss =
                        TokenLosses.negativeLogLikelihood(
                                tokens.scores(pass, 1).logProbs().negated(),
                                tokens.weights(),
                                rows.size() * (time - 1.0));
                pass.backward(loss);
                assertThat(loss.item())
                        .isCloseTo(one.path("loss").path(step).asDouble(), within(1e-4));
            }
            double norm = trainable.optimiser().step(step + 1, o.path("lr").asDouble());
            double wanted = one.path("grad_norm").path(step).asDouble();
            assertThat(norm).isCloseTo(wanted, within(1e-4 * wanted));
        }
        try (Safetensors after =
                Safetensors.open(golden.resolve(one.path("adapter_after").asString()))) {
            for (String name : after.names()) {
                Tensor found = Objects.requireNonNull(adapter.weights().views().get(name));
                assertThat(found.floats()).containsExactly(after.floats(name), within(1e-4f));
            }
        }
    }
}
