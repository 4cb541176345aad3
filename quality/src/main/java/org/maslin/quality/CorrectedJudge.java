package org.maslin.quality;

import org.maslin.core.Figure;

/**
 * A mean that a machine judged on many prompts, corrected by people who judged some of them.
 *
 * <p>A judge alone is exact and wrong: its interval shrinks around its own bias. People alone are
 * right and few. The estimate is the people's mean plus λ times how much higher the judge rates the
 * prompts that people did not see than those they saw; unbiased whatever the judge does, and at
 * worst as wide as the people's alone. λ is what makes it narrowest, between 0 (the judge says
 * nothing) and 1 (Angelopoulos, Duchi and Zrnic, PPI++: Efficient Prediction-Powered Inference,
 * 2023). We differ in small studies: Student's t instead of the normal distribution, and two more
 * residuals of ½ and −½, so that an interval has a width even where judge and people never differ.
 *
 * @param figure the corrected mean, with its 95 % interval; n is the number of prompts that people
 *     judged
 * @param weight λ
 * @param worth how many prompts judged by people alone would give an interval this narrow
 */
public record CorrectedJudge(Figure figure, double weight, double worth) {

    private static final int LEAST = 10;
    private static final double PSEUDO = 0.5;
    private static final double OUTSIDE = 0.05;

    /**
     * Corrects a judge. Outcomes lie in [0, 1].
     *
     * @param people the outcome by people, of the prompts that both judged
     * @param judge the judge's, of the same prompts in the same order
     * @param judgeAlone the judge's, of all other prompts
     */
    public static CorrectedJudge of(double[] people, double[] judge, double[] judgeAlone) {
        if (people.length != judge.length) {
            throw new IllegalArgumentException(
                    "People judged %d prompts and the judge %d of them; they must be the same."
                            .formatted(people.length, judge.length));
        }
        if (people.length < LEAST) {
            throw new IllegalArgumentException(
                    "People and the judge both judged %d prompts; at least %d are needed."
                            .formatted(people.length, LEAST));
        }
        double weight = weight(people, judge, judgeAlone.length);
        double[] residuals = new double[people.length];
        for (int i = 0; i < people.length; i++) {
            residuals[i] = people[i] - weight * judge[i];
        }
        double estimate = mean(residuals);
        double variance = smoothedVariance(residuals) / people.length;
        if (weight > 0) {
            estimate += weight * mean(judgeAlone);
            variance += weight * weight * variance(judgeAlone) / judgeAlone.length;
        }
        double half = studentT(people.length - 1) * Math.sqrt(variance);
        estimate = Math.clamp(estimate, 0, 1);
        var figure =
                Figure.withInterval(
                        estimate,
                        Math.max(0, estimate - half),
                        Math.min(1, estimate + half),
                        people.length,
                        "win-rate by people and a judge on %d more prompts, PPI++"
                                .formatted(judgeAlone.length));
        return new CorrectedJudge(figure, weight, smoothedVariance(people) / variance);
    }

    private static double weight(double[] people, double[] judge, int alone) {
        double spread = variance(judge);
        if (alone < LEAST || spread == 0) {
            return 0;
        }
        double peoplesMean = mean(people);
        double judgesMean = mean(judge);
        double together = 0;
        for (int i = 0; i < people.length; i++) {
            together += (people[i] - peoplesMean) * (judge[i] - judgesMean) / (people.length - 1);
        }
        return Math.clamp(together / spread / (1 + (double) people.length / alone), 0, 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values) {
        return squares(values) / (values.length - 1);
    }

    private static double smoothedVariance(double[] values) {
        return (squares(values) + 2 * PSEUDO * PSEUDO) / (values.length + 1);
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }

    /** The value that |t| exceeds in one of twenty: t² ÷ (ν + t²) is Beta(½, ν ÷ 2). */
    private static double studentT(int freedom) {
        double x = BetaQuantile.of(OUTSIDE, freedom / 2.0, 0.5);
        return Math.sqrt(freedom * (1 - x) / x);
    }
}
