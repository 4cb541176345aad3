package org.maslin.train.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.train.tensor.Tensor;

/**
 * The family of direct preference losses. With c and r the log-ratios of chosen and rejected to the
 * reference model, Δ = c - r and ls = log σ, each constant names its paper and gives its value per
 * pair.
 */
public enum PreferenceLoss {
    /** -ls(βΔ) (Rafailov et al., 2023). */
    SIGMOID,
    /** relu(1 - βΔ) (Zhao et al., 2023). */
    HINGE,
    /** (c/|y_w| - r/|y_l| - 1/(2β))² (Azar et al., 2023). */
    IPO,
    /** [-(1-ε) ls(βΔ) + ε ls(-βΔ)] / (1 - 2ε) (Chowdhury et al., 2024). */
    ROBUST,
    /** -(1-ε) ls(βΔ) - ε ls(-βΔ): conservative DPO (Mitchell, 2023). */
    CDPO,
    /** KL of σ(±βΔ) to the smoothed label, ε > 0 (Ji et al., 2024). */
    EXO_PAIR,
    /** -ls(βc) - ½ ls(-βc) - ½ ls(-βr) (Chen et al., 2024). */
    NCA_PAIR,
    /** -ls(βc) - ls(-βr) (Jung et al., 2024, without its running mean). */
    BCO_PAIR,
    /** (c - 1/(2β))² + (r + 1/(2β))² (Wu et al., 2024). */
    SPPO_HARD,
    /** Sorted margins of policy against sorted margins of reference (Melnyk et al., 2024). */
    AOT,
    /** Sorted c against sorted r (Melnyk et al., 2024). */
    AOT_UNPAIRED,
    /** 1 - σ(βc) + σ(βr) (D'Oosterlinck et al., 2024). */
    APO_ZERO,
    /** σ(βc) + 1 - σ(βΔ) (D'Oosterlinck et al., 2024). */
    APO_DOWN,
    /** Logistic and exponential loss mixed by σ(βΔ/τ), τ = 0.05 (Lu et al., 2024). */
    DISCOPOP,
    /** -ls(β(c/|y_w| - r/|y_l|)): sigmoid by token. */
    SIGMOID_NORM,
    /** The token-mean negative log-likelihood of the chosen completions; needs no reference. */
    SFT;

    private static final double TAU = 0.05;

    /** The constant of a name as configuration files write it, such as {@code apo_zero}. */
    public static PreferenceLoss named(String place, String name) {
        for (PreferenceLoss loss : values()) {
            if (loss.lowerName().equals(name.equals("aot_pair") ? "aot_unpaired" : name)) {
                return loss;
            }
        }
        throw new BadInputException(
                place,
                "\"" + name + "\"",
                Arrays.stream(values())
                        .map(PreferenceLoss::lowerName)
                        .collect(Collectors.joining(", ")),
                "Choose one of these losses.");
    }

    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may be held by another divergence than the reverse KL. */
    public boolean takesDivergence() {
        return switch (this) {
            case SIGMOID, SIGMOID_NORM, HINGE, IPO, EXO_PAIR, ROBUST, DISCOPOP, SFT -> true;
            case CDPO, NCA_PAIR, BCO_PAIR, SPPO_HARD, AOT, AOT_UNPAIRED, APO_ZERO, APO_DOWN ->
                    false;
        };
    }

    /** The loss of each pair, held by the reverse KL divergence. */
    public Tensor perPair(PairLogProbs p, double beta, double smoothing) {
        return perPair(p, beta, smoothing, Divergence.REVERSE_KL, 0);
    }

    /** The loss of each pair [n]; for {@link #SFT}, which is no loss of pairs, see TokenLosses. */
    public Tensor perPair(
            PairLogProbs p, double beta, double smoothing, Divergence divergence, double alpha) {
        Tensor c = divergence.of(p.policyChosen().minus(p.referenceChosen()), alpha);
        Tensor r = divergence.of(p.policyRejected().minus(p.referenceRejected()), alpha);
        Tensor scaled = c.minus(r).times(beta);
        return switch (this) {
            case SIGMOID -> ls(scaled).negated();
            case HINGE -> scaled.negated().plus(1).relu();
            case IPO -> byToken(c, r, p).minus(1 / (2 * beta)).squared();
            case ROBUST -> smoothed(scaled, -smoothing).times(1 / (1 - 2 * smoothing));
            case CDPO -> smoothed(scaled, smoothing);
            case EXO_PAIR -> exo(scaled, smoothing);
            case NCA_PAIR -> {
                Tensor away = ls(c.times(-beta)).plus(ls(r.times(-beta))).times(0.5);
                yield ls(c.times(beta)).plus(away).negated();
            }
            case BCO_PAIR -> ls(c.times(beta)).plus(ls(r.times(-beta))).negated();
            case SPPO_HARD -> {
                double half = 1 / (2 * beta);
                yield c.minus(half).squared().plus(r.plus(half).squared());
            }
            case AOT -> {
                Tensor policy = p.policyChosen().minus(p.policyRejected()).sorted();
                Tensor reference = p.referenceChosen().minus(p.referenceRejected()).sorted();
                yield smoothed(policy.minus(reference).times(beta), smoothing);
            }
            case AOT_UNPAIRED -> smoothed(c.sorted().minus(r.sorted()).times(beta), smoothing);
            case APO_ZERO -> r.times(beta).sigmoid().minus(c.times(beta).sigmoid()).plus(1);
            case APO_DOWN -> c.times(beta).sigmoid().minus(scaled.sigmoid()).plus(1);
            case DISCOPOP -> {
                Tensor mix = scaled.times(1 / TAU).sigmoid();
                Tensor logistic = ls(scaled).negated();
                yield logistic.plus(mix.times(scaled.negated().exp().minus(logistic)));
            }
            case SIGMOID_NORM -> ls(byToken(c, r, p).times(beta)).negated();
            case SFT -> throw new IllegalArgumentException("The loss sft is not one of pairs.");
        };
    }

    private static Tensor ls(Tensor x) {
        return x.logSigmoid();
    }

    private static Tensor byToken(Tensor c, Tensor r, PairLogProbs p) {
        return c.dividedBy(p.chosenLength()).minus(r.dividedBy(p.rejectedLength()));
    }

    /** -(1-ε) ls(x) - ε ls(-x). With -ε in place of ε, and 1 - ε kept, it is the robust form. */
    private static Tensor smoothed(Tensor x, double epsilon) {
        double kept = 1 - Math.abs(epsilon);
        return ls(x).times(-kept).minus(ls(x.negated()).times(epsilon));
    }

    private static Tensor exo(Tensor x, double epsilon) {
        if (epsilon <= 0) {
            throw new IllegalArgumentException(
                    "The label_smoothing (%s) must be above 0 for exo_pair.".formatted(epsilon));
        }
        Tensor towards = x.sigmoid().times(ls(x).minus(Math.log(1 - epsilon)));
        Tensor away = x.negated().sigmoid().times(ls(x.negated()).minus(Math.log(epsilon)));
        return towards.plus(away);
    }
}
