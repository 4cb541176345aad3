package org.maslin.train.loss;

import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.Tensor;

/**
 * The clipped policy-gradient losses on groups of completions: GRPO (Shao et al., 2024) and its
 * kin. With w = e^(log π - log π_old) and advantage A, a token's loss is -min(wA, clip(w)A), and
 * with β the k3 estimate of the divergence to a reference; the kinds differ in how tokens are
 * averaged.
 *
 * @param bySequence whether w is the geometric mean over the completion's tokens (GSPO)
 * @param low how far w may fall below 1
 * @param high how far it may rise above
 * @param delta an upper bound of w for all advantages, or infinity
 * @param corrected whether the divergence is multiplied by w
 * @param maxLength of a completion, for {@link Kind#DR_GRPO}
 */
public record PolicyLoss(
        Kind kind,
        boolean bySequence,
        double low,
        double high,
        double delta,
        double beta,
        boolean corrected,
        int maxLength) {

    private static final double POSITIVE_TEMPERATURE = 1;
    private static final double NEGATIVE_TEMPERATURE = 1.05;

    /** How a batch's tokens become one number. */
    public enum Kind {
        /** The mean over completions of the mean over tokens. */
        GRPO,
        /** The mean over the tokens of the batch. */
        BNPO,
        /** The sum over tokens by a constant: the longest completion allowed. */
        DR_GRPO,
        /** The mean over the tokens of the whole accumulated batch (Yu et al., 2025). */
        DAPO,
        /** -stopgrad(min(w, ε)) A log π, averaged as DAPO. */
        CISPO,
        /** A soft gate in place of the clip, averaged as GRPO. */
        SAPO,
        /** The mean over completions of the sum over tokens. */
        LUSPO
    }

    /**
     * @param logProbs of n tokens under the policy
     * @param old the same under the policy that drew them
     * @param reference the same under the reference, where β counts
     * @param advantages of the rows
     * @param total tokens of the whole accumulated batch, for kinds that divide by it
     */
    public Tensor of(
            TokenRows rows,
            Tensor logProbs,
            Tensor old,
            @Nullable Tensor reference,
            Tensor advantages,
            double total) {
        Tensor ratio = ratio(rows, logProbs, old);
        Tensor a = rows.spread(advantages);
        Tensor perToken = perToken(ratio, a, logProbs);
        if (beta != 0 && reference != null) {
            Tensor kl = divergence(logProbs, reference);
            perToken = perToken.plus((corrected ? kl.times(ratio) : kl).times(beta));
        }
        return switch (kind) {
            case GRPO, SAPO -> rows.means(perToken).mean();
            case BNPO -> perToken.sum().times(1 / Math.max(1.0, perToken.count()));
            case DR_GRPO -> perToken.sum().times(1.0 / ((double) rows.rows() * maxLength));
            case DAPO, CISPO -> perToken.sum().times(1 / Math.max(1, total));
            case LUSPO -> rows.sums(perToken).mean();
        };
    }

    /** w of each token. */
    public Tensor ratio(TokenRows rows, Tensor logProbs, Tensor old) {
        Tensor logRatio = logProbs.minus(old);
        return bySequence ? rows.spread(rows.means(logRatio).exp()) : logRatio.exp();
    }

    private Tensor perToken(Tensor ratio, Tensor a, Tensor logProbs) {
        return switch (kind) {
            case CISPO ->
                    ratio.clamped(Double.NEGATIVE_INFINITY, high)
                            .detached()
                            .times(a)
                            .times(logProbs)
                            .negated();
            case SAPO -> {
                Tensor positive = gate(ratio, POSITIVE_TEMPERATURE);
                Tensor negative = gate(ratio, NEGATIVE_TEMPERATURE);
                Tensor above = a.clamped(0, Double.POSITIVE_INFINITY);
                Tensor below = a.clamped(Double.NEGATIVE_INFINITY, 0);
                yield positive.times(above).plus(negative.times(below)).negated();
            }
            default -> {
                Tensor bounded =
                        Double.isInfinite(delta)
                                ? ratio
                                : ratio.clamped(Double.NEGATIVE_INFINITY, delta);
                Tensor clipped = ratio.clamped(1 - low, 1 + high).times(a);
                yield bounded.times(a).smaller(clipped).negated();
            }
        };
    }

    private static Tensor gate(Tensor ratio, double temperature) {
        return ratio.minus(1).times(temperature).sigmoid().times(4 / temperature);
    }

    /** e^(r - p) - (r - p) - 1 of each token: unbiased and never negative (Schulman's k3). */
    public static Tensor divergence(Tensor logProbs, Tensor reference) {
        Tensor difference = reference.minus(logProbs);
        return difference.exp().minus(difference).minus(1);
    }

    /** REINFORCE leave-one-out, clipped: mean(-min(wA, clip(w)A)) with w of whole completions. */
    public static Tensor leaveOneOut(
            Tensor logProbs, Tensor old, Tensor advantages, double low, double high) {
        Tensor ratio = logProbs.minus(old).exp();
        Tensor clipped = ratio.clamped(1 - low, 1 + high).times(advantages);
        return ratio.times(advantages).smaller(clipped).negated().mean();
    }
}
