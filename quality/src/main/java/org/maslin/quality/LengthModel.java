package org.maslin.quality;

/**
 * Logistic regression of the outcome on the squashed length difference, x: maximises Σ w (y ln p +
 * (1 − y) ln (1 − p)) − b² ÷ 2 with p = σ(a + b x) by Newton's method. Every prompt has weight 1
 * for each time it was drawn, shared by its judgements.
 */
final class LengthModel {

    private static final int ROUNDS = 50;
    private static final double CLOSE = 1e-10;
    private static final double LONGEST_STEP = 2;

    private final int[] offsets;
    private final double[] outcomes;
    private final double[] lengths;
    private final int[] copies;

    private double a;
    private double b;
    private double gradientA;
    private double gradientB;
    private double curveAa;
    private double curveAb;
    private double curveBb;

    LengthModel(int[] offsets, double[] outcomes, double[] lengths, int[] copies) {
        this.offsets = offsets;
        this.outcomes = outcomes;
        this.lengths = lengths;
        this.copies = copies;
    }

    double winAtEqualLength() {
        double step = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && step > CLOSE; round++) {
            derive();
            step = move();
        }
        return sigmoid(a);
    }

    private void derive() {
        gradientA = 0;
        gradientB = -b;
        curveAa = 0;
        curveAb = 0;
        curveBb = 1;
        for (int prompt = 0; prompt < copies.length; prompt++) {
            if (copies[prompt] > 0) {
                double weight = copies[prompt] / (double) (offsets[prompt + 1] - offsets[prompt]);
                for (int i = offsets[prompt]; i < offsets[prompt + 1]; i++) {
                    add(weight, lengths[i], outcomes[i]);
                }
            }
        }
    }

    private void add(double weight, double x, double y) {
        double p = sigmoid(a + b * x);
        gradientA += weight * (y - p);
        gradientB += weight * (y - p) * x;
        double curve = weight * p * (1 - p);
        curveAa += curve;
        curveAb += curve * x;
        curveBb += curve * x * x;
    }

    /** One Newton step, cut to a safe length. */
    private double move() {
        double determinant = curveAa * curveBb - curveAb * curveAb;
        double stepA = (curveBb * gradientA - curveAb * gradientB) / determinant;
        double stepB = (curveAa * gradientB - curveAb * gradientA) / determinant;
        double length = Math.hypot(stepA, stepB);
        double cut = length > LONGEST_STEP ? LONGEST_STEP / length : 1;
        a += cut * stepA;
        b += cut * stepB;
        return length;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
