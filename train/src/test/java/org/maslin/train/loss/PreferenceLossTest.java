package org.maslin.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.train.SharedData;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreferenceLossTest {

    @Test
    void sigmoid_ofOnePair_isTheValueWorkedByHand() {
        try (Scope scope = Scope.open()) {
            // c = -12.5 + 13 = 0.5, r = -14 + 13.5 = -0.5, Δ = 1, β = 0.1:
            // -log(1 / (1 + e^-0.1)) = log(1 + 0.904837) = 0.644397.
            PairLogProbs pair =
                    new PairLogProbs(of(-12.5), of(-14), of(-13), of(-13.5), of(10), of(12));
            double loss = PreferenceLoss.SIGMOID.perPair(pair, 0.1, 0).item();
            assertThat(loss).isCloseTo(0.644397, within(1e-6));
        }
    }

    @Test
    void named_withUnknownName_namesAllThereAre() {
        assertThatThrownBy(() -> PreferenceLoss.named("dpo.yaml, loss_type", "sigmoit"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("sigmoit")
                .hasMessageContaining("sigmoid_norm");
    }

    @Test
    void exoPair_withoutSmoothing_isRejected() {
        try (Scope scope = Scope.open()) {
            PairLogProbs pair = new PairLogProbs(of(1), of(1), of(1), of(1), of(1), of(1));
            assertThatThrownBy(() -> PreferenceLoss.EXO_PAIR.perPair(pair, 0.1, 0))
                    .hasMessageContaining("label_smoothing");
        }
    }

    @Test
    @Tag("shared")
    void everyLossOfPairs_agreesWithTheReferenceLibrary() throws Exception {
        JsonNode golden = golden();
        JsonNode inputs = golden.path("inputs");
        try (Scope scope = Scope.open()) {
            var pairs =
                    new PairLogProbs(
                            values(inputs.path("policy_chosen_logps")),
                            values(inputs.path("policy_rejected_logps")),
                            values(inputs.path("ref_chosen_logps")),
                            values(inputs.path("ref_rejected_logps")),
                            values(inputs.path("chosen_len")),
                            values(inputs.path("rejected_len")));
            for (var entry : golden.path("dpo").properties()) {
                PreferenceLoss loss = PreferenceLoss.named("golden", entry.getKey());
                double[] found = loss.perPair(pairs, 0.1, smoothing(loss)).doubles();
                double[] expected = values(entry.getValue().path("per_seq")).doubles();
                assertThat(found).as(entry.getKey()).containsExactly(expected, within(1e-9));
            }
        }
    }

    private static double smoothing(PreferenceLoss loss) {
        return switch (loss) {
            case ROBUST, EXO_PAIR, AOT, AOT_UNPAIRED -> 0.1;
            default -> 0;
        };
    }

    @Test
    @Tag("shared")
    void rewardLosses_agreeWithTheReferenceLibrary() throws Exception {
        JsonNode reward = golden().path("reward");
        try (Scope scope = Scope.open()) {
            Tensor chosen = values(reward.path("chosen"));
            Tensor rejected = values(reward.path("rejected"));
            Tensor none = chosen.times(0);
            Tensor plain = RewardLosses.bradleyTerry(chosen, rejected, none);
            Tensor margin =
                    RewardLosses.bradleyTerry(chosen, rejected, values(reward.path("margin")));
            Tensor centred = plain.plus(RewardLosses.centring(chosen, rejected).times(0.01));
            assertThat(plain.item()).isCloseTo(reward.path("plain").asDouble(), within(1e-9));
            assertThat(margin.item())
                    .isCloseTo(reward.path("with_margin").asDouble(), within(1e-9));
            assertThat(centred.item())
                    .isCloseTo(reward.path("centered_0_01").asDouble(), within(1e-9));
        }
    }

    private static JsonNode golden() throws Exception {
        return JsonMapper.shared()
                .readTree(
                        Files.readString(
                                SharedData.folder("data/preferences").resolve("loss-golden.json")));
    }

    private static Tensor of(double value) {
        return Tensor.of(new double[] {value}, 1);
    }

    private static Tensor values(JsonNode list) {
        var values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.path(i).asDouble();
        }
        return Tensor.of(values, values.length);
    }
}
