package org.maslin.train.loss;

import org.maslin.train.tensor.Tensor;

/** Losses of pairs that need no reference model. */
public final class ReferenceFreeLosses {

    private ReferenceFreeLosses() {}

    /**
     * The logarithm of how the odds of two completions stand to each other (Hong et al., 2024).
     *
     * @param chosen mean log-probability of a token, [n]
     * @param rejected the same, [n]
     */
    public static Tensor logOdds(Tensor chosen, Tensor rejected) {
        return chosen.minus(rejected).minus(logOneMinusExp(chosen).minus(logOneMinusExp(rejected)));
    }

    /** log(1 - e^x) for x below 0, exact at both ends. */
    static Tensor logOneMinusExp(Tensor x) {
        Tensor far = x.exp().negated().logOnePlus();
        Tensor near = x.expMinusOne().negated().log();
        return x.lessThan(-Math.log(2)).choose(far, near);
    }

    /** ORPO: nll - β · mean(log σ(log-odds)). */
    public static Tensor orpo(Tensor nll, Tensor logOdds, double beta) {
        return nll.minus(logOdds.logSigmoid().mean().times(beta));
    }

    /** The forms of contrastive preference optimisation (Xu et al., 2024). */
    public enum Contrast {
        SIGMOID,
        HINGE,
        IPO,
        /** Means in place of sums, and a margin γ (Meng et al., 2024). */
        SIMPO;

        /** Whether it compares means of log-probabilities, not sums. */
        public boolean byToken() {
            return this == IPO || this == SIMPO;
        }

        /**
         * @param difference what the chosen one has over the rejected one, [n]
         * @param smoothing the share of labels taken to be wrong
         * @param gamma the margin, for SimPO
         * @return [n]
         */
        public Tensor of(Tensor difference, double beta, double smoothing, double gamma) {
            return switch (this) {
                case SIGMOID -> smoothed(difference.times(beta), smoothing);
                case SIMPO -> smoothed(difference.minus(gamma / beta).times(beta), smoothing);
                case HINGE -> difference.times(-beta).plus(1).relu();
                case IPO -> difference.minus(1 / (2 * beta)).squared();
            };
        }

        private static Tensor smoothed(Tensor x, double smoothing) {
            Tensor kept = x.logSigmoid().times(-(1 - smoothing));
            return kept.minus(x.negated().logSigmoid().times(smoothing));
        }
    }

    /** AlphaPO's reward of a log-probability: (1 - p^-α) / α. */
    public static Tensor alphaReward(Tensor logProbs, double alpha) {
        return alpha == 0
                ? logProbs
                : logProbs.times(-alpha).exp().negated().plus(1).times(1 / alpha);
    }
}
