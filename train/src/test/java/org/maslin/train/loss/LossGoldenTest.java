package org.maslin.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maslin.train.SharedData;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The losses beyond pairs against values of a reference library, in 64-bit floats. */
@Tag("shared")
class LossGoldenTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private Scope scope;
    private JsonNode golden;

    @BeforeEach
    void open() throws Exception {
        scope = Scope.open();
        golden =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(
                                        SharedData.folder("data/preferences")
                                                .resolve("loss-golden.json")));
    }

    @AfterEach
    void close() {
        if (scope != null) {
            scope.close();
        }
    }

    private static double[] numbers(JsonNode list) {
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.path(i).asDouble();
        }
        return numbers;
    }

    private static Tensor tensor(JsonNode list) {
        return Tensor.of(numbers(list), list.size());
    }

    private PairLogProbs pairs() {
        JsonNode in = golden.path("inputs");
        return new PairLogProbs(
                tensor(in.path("policy_chosen_logps")),
                tensor(in.path("policy_rejected_logps")),
                tensor(in.path("ref_chosen_logps")),
                tensor(in.path("ref_rejected_logps")),
                tensor(in.path("chosen_len")),
                tensor(in.path("rejected_len")));
    }

    @Test
    void divergences_agree() {
        Map.of(
                        "reverse_kl", Divergence.REVERSE_KL,
                        "forward_kl", Divergence.FORWARD_KL,
                        "js_divergence", Divergence.JS_DIVERGENCE,
                        "alpha_0_5", Divergence.ALPHA_DIVERGENCE)
                .forEach(
                        (name, divergence) ->
                                assertThat(
                                                PreferenceLoss.SIGMOID
                                                        .perPair(pairs(), 0.1, 0, divergence, 0.5)
                                                        .mean()
                                                        .item())
                                        .isCloseTo(
                                                golden.path("dpo_f_divergence_sigmoid")
                                                        .path(name)
                                                        .asDouble(),
                                                EXACT));
    }

    @Test
    void unpairedLosses_agree() {
        PairLogProbs p = pairs();
        Tensor c = p.policyChosen().minus(p.referenceChosen());
        Tensor r = p.policyRejected().minus(p.referenceRejected());
        Tensor ratios = Tensor.concatenate(0, c, r);
        var signs = new double[] {1, 1, 1, 1, -1, -1, -1, -1};
        var weights = new double[] {1, 1, 1, 1, 1.5, 1.5, 1.5, 1.5};
        JsonNode kto = golden.path("kto");
        double z = kto.path("kl").asDouble();
        Tensor sign = Tensor.of(signs, 8);
        Tensor weight = Tensor.of(weights, 8);
        assertThat(UnpairedLosses.kto(ratios, sign, z, 0.1).times(weight).mean().item())
                .isCloseTo(kto.path("loss").asDouble(), EXACT);
        assertThat(apo(ratios, sign, weight, kto.path("apo_zero_unpaired").asDouble()))
                .isCloseTo(kto.path("apo_zero_unpaired").asDouble(), EXACT);
    }

    /** The file does not say whether its rows are weighted. */
    private static double apo(Tensor ratios, Tensor sign, Tensor weight, double wanted) {
        Tensor losses = UnpairedLosses.apoZero(ratios, sign, 0.1);
        double plain = losses.mean().item();
        double weighted = losses.times(weight).mean().item();
        return Math.abs(plain - wanted) < Math.abs(weighted - wanted) ? plain : weighted;
    }

    @Test
    void referenceFreeLosses_agree() {
        JsonNode orpo = golden.path("orpo");
        Tensor chosen = tensor(orpo.path("chosen_avg"));
        Tensor rejected = tensor(orpo.path("rejected_avg"));
        Tensor odds = ReferenceFreeLosses.logOdds(chosen, rejected);
        assertThat(odds.doubles()).containsExactly(numbers(orpo.path("log_odds")), EXACT);
        Tensor nll = Tensor.of(new double[] {orpo.path("nll").asDouble()}, 1).sum();
        assertThat(ReferenceFreeLosses.orpo(nll, odds, 0.1).item())
                .isCloseTo(orpo.path("loss").asDouble(), EXACT);
        PairLogProbs p = pairs();
        Tensor sums = p.policyChosen().minus(p.policyRejected());
        Tensor cpo = ReferenceFreeLosses.Contrast.SIGMOID.of(sums, 0.1, 0, 0).mean().plus(nll);
        assertThat(cpo.item())
                .isCloseTo(golden.path("cpo_sigmoid_sumlogps").path("loss").asDouble(), EXACT);
        Tensor simpo =
                ReferenceFreeLosses.Contrast.SIMPO.of(chosen.minus(rejected), 2, 0, 1).mean();
        assertThat(simpo.item()).isCloseTo(golden.path("simpo").path("loss").asDouble(), EXACT);
    }

    @Test
    void groupLosses_agree() {
        JsonNode grpo = golden.path("grpo");
        double[] rewards = numbers(grpo.path("rewards"));
        for (Advantages.Scale scale : Advantages.Scale.values()) {
            JsonNode wanted =
                    grpo.path("advantages").path(scale.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(Advantages.grouped(rewards, 4, scale))
                    .containsExactly(numbers(wanted), EXACT);
        }
        Rows rows = rows(grpo.path("mask"));
        Tensor logProbs = rows.flat(grpo.path("new_logp"));
        Tensor old = rows.flat(grpo.path("old_logp"));
        Tensor reference = rows.flat(grpo.path("ref_logp"));
        Tensor advantages = tensor(grpo.path("adv"));
        for (boolean bySequence : new boolean[] {false, true}) {
            JsonNode wanted = grpo.path("loss").path(bySequence ? "sequence" : "token");
            Map<PolicyLoss.Kind, String> names =
                    Map.of(
                            PolicyLoss.Kind.GRPO, "grpo",
                            PolicyLoss.Kind.BNPO, "bnpo_eq_dapo_single_micro_batch",
                            PolicyLoss.Kind.DAPO, "bnpo_eq_dapo_single_micro_batch",
                            PolicyLoss.Kind.DR_GRPO, "dr_grpo_maxlen3");
            names.forEach(
                    (kind, name) -> {
                        var loss =
                                new PolicyLoss(
                                        kind,
                                        bySequence,
                                        0.2,
                                        0.28,
                                        Double.POSITIVE_INFINITY,
                                        0.04,
                                        false,
                                        3);
                        double found =
                                loss.of(
                                                rows.rows,
                                                logProbs,
                                                old,
                                                reference,
                                                advantages,
                                                logProbs.count())
                                        .item();
                        assertThat(found).as(name).isCloseTo(wanted.path(name).asDouble(), EXACT);
                    });
        }
        assertThat(PolicyLoss.divergence(logProbs, reference).mean().item())
                .isCloseTo(grpo.path("kl_mean").asDouble(), EXACT);
        assertThat(Advantages.leaveOneOut(rewards, 4))
                .containsExactly(numbers(golden.path("rloo").path("adv")), EXACT);
    }

    private record Rows(List<int[]> places, TokenRows rows) {

        Tensor flat(JsonNode matrix) {
            return Tensor.of(
                    places.stream()
                            .mapToDouble(at -> matrix.path(at[0]).path(at[1]).asDouble())
                            .toArray(),
                    places.size());
        }
    }

    private static Rows rows(JsonNode mask) {
        List<int[]> places = new ArrayList<>();
        for (int row = 0; row < mask.size(); row++) {
            for (int t = 0; t < mask.path(row).size(); t++) {
                if (mask.path(row).path(t).asDouble() == 1) {
                    places.add(new int[] {row, t});
                }
            }
        }
        Tensor rowOf = Tensor.of(places.stream().mapToLong(at -> at[0]).toArray(), places.size());
        return new Rows(places, new TokenRows(rowOf, mask.size()));
    }

    @Test
    void ppo_agrees() {
        JsonNode ppo = golden.path("ppo");
        var advantages = new double[2][];
        var counts = new boolean[2][];
        for (int row = 0; row < 2; row++) {
            double[] values = numbers(ppo.path("values").path(row));
            advantages[row] =
                    Advantages.generalised(numbers(ppo.path("rewards").path(row)), values, 1, 0.95);
            assertThat(advantages[row])
                    .containsExactly(numbers(ppo.path("advantages").path(row)), EXACT);
            counts[row] = new boolean[4];
            for (int t = 0; t < 4; t++) {
                counts[row][t] = ppo.path("mask").path(row).path(t).asDouble() == 1;
            }
        }
        double[][] white = Advantages.whitened(advantages, counts, true);
        Rows rows = rows(ppo.path("mask"));
        Tensor a = rows.flat(ppo.path("whitened"));
        double[] found = rows.places.stream().mapToDouble(at -> white[at[0]][at[1]]).toArray();
        assertThat(found).containsExactly(a.doubles(), EXACT);
        Tensor policy =
                PpoLosses.policy(
                        rows.flat(ppo.path("new_logp")), rows.flat(ppo.path("old_logp")), a, 0.2);
        Tensor value =
                PpoLosses.value(
                        rows.flat(ppo.path("vpred")),
                        rows.flat(ppo.path("values")),
                        rows.flat(ppo.path("returns")),
                        0.2);
        assertThat(policy.item()).isCloseTo(ppo.path("pg_loss").asDouble(), EXACT);
        assertThat(value.item()).isCloseTo(ppo.path("vf_loss").asDouble(), EXACT);
        JsonNode kl = golden.path("adaptive_kl");
        assertThat(PpoLosses.adapted(0.2, 9, 6, 256, 10_000))
                .isCloseTo(kl.path("next").asDouble(), EXACT);
    }
}
