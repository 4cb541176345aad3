package org.maslin.quality;

/**
 * A sequential test of whether a candidate is not inferior to what it shall replace. Outcomes come
 * one by one, of different prompts: 1 for a win of the candidate, 0 for a loss, ½ for a tie, or a
 * mean of several judgements. It may be looked at after each of them, and stopped as soon as it is
 * decided; the error rates hold all the same.
 *
 * <p>The idea: somebody bets on each next outcome against a claim, never more than they have. While
 * the claim is true their wealth cannot be expected to grow, so it reaches 1 ÷ α with probability α
 * at most, whenever we look (Ville 1939). One bets against "the mean is ½ − margin or less" and
 * makes the candidate pass; another against "the mean is ½ or more" and shuts it out with
 * probability β at most. Nothing is assumed but that outcomes lie in [0, 1] and keep their mean
 * (Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 86,
 * 2024). Each stakes what is best by the variance seen so far if the other's claim were true, or,
 * for the first, if the candidate is as good as it has looked.
 */
public final class NonInferiority {

    /** What is known so far. */
    public enum Decision {
        UNDECIDED,
        NOT_INFERIOR,
        INFERIOR
    }

    private static final double EVEN = 0.5;
    private static final double MOST_STAKED = 0.75;
    private static final double PRIOR_VARIANCE = 0.25;

    /** How many prompts the assumption that both are even weighs. */
    private static final int PRIOR_PROMPTS = 25;

    private final double margin;
    private final double alpha;
    private final double beta;
    private double wealthForPass = 1;
    private double wealthForBlock = 1;
    private double sum;
    private double squares;
    private long observed;
    private long decidedAfter;
    private Decision decision = Decision.UNDECIDED;

    /**
     * @param margin how far below ½ the mean outcome may be
     * @param alpha how often a candidate that is worse by the margin may pass
     * @param beta how often an even candidate may be shut out
     */
    public NonInferiority(double margin, double alpha, double beta) {
        if (!(margin > 0 && margin < EVEN)) {
            throw new IllegalArgumentException(
                    "The margin (%s) must be above 0 and below 0.5.".formatted(margin));
        }
        if (!(alpha > 0 && alpha < EVEN && beta > 0 && beta < EVEN)) {
            throw new IllegalArgumentException(
                    "Alpha (%s) and beta (%s) must be above 0 and below 0.5."
                            .formatted(alpha, beta));
        }
        this.margin = margin;
        this.alpha = alpha;
        this.beta = beta;
    }

    /** Takes the next prompt's outcome. What is decided stays decided. */
    public Decision observe(double outcome) {
        if (!(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException(
                    "The outcome (%s) must be between 0 and 1; a tie is 0.5.".formatted(outcome));
        }
        double floor = EVEN - margin;
        wealthForPass *= 1 + stake(Math.max(margin, mean() - floor), floor) * (outcome - floor);
        wealthForBlock *= 1 - stake(margin, 1 - EVEN) * (outcome - EVEN);
        sum += outcome;
        squares += outcome * outcome;
        observed++;
        if (decision == Decision.UNDECIDED) {
            decision = decided();
            decidedAfter = observed;
        }
        return decision;
    }

    /** By Kelly's rule to second order; at most three quarters of what could be lost. */
    private double stake(double edge, double mostLost) {
        return Math.min(edge / (variance() + edge * edge), MOST_STAKED / mostLost);
    }

    private double mean() {
        return (EVEN * PRIOR_PROMPTS + sum) / (PRIOR_PROMPTS + observed);
    }

    private double variance() {
        double own = observed == 0 ? 0 : squares - sum * sum / observed;
        return (PRIOR_VARIANCE + own) / (1 + observed);
    }

    private Decision decided() {
        if (wealthForPass >= 1 / alpha) {
            return Decision.NOT_INFERIOR;
        }
        return wealthForBlock >= 1 / beta ? Decision.INFERIOR : Decision.UNDECIDED;
    }

    public Decision decision() {
        return decision;
    }

    /** What the bet for passing has become of one; it is decided at 1 ÷ alpha. */
    public double wealthForPass() {
        return wealthForPass;
    }

    /** What the bet against the candidate has become of one; it is decided at 1 ÷ beta. */
    public double wealthForBlock() {
        return wealthForBlock;
    }

    public long observed() {
        return observed;
    }

    /** After how many prompts it was decided; all of them while it is not. */
    public long decidedAfter() {
        return decidedAfter;
    }

    /**
     * About how many more prompts it takes to pass if the candidate is as good as it has looked,
     * and at least even.
     */
    public long stillNeeded() {
        if (decision != Decision.UNDECIDED) {
            return 0;
        }
        double edge = Math.max(margin, mean() - EVEN + margin);
        double growth = Math.log1p(edge * edge / variance()) / 2;
        return (long) Math.ceil(-Math.log(alpha * wealthForPass) / growth);
    }
}
