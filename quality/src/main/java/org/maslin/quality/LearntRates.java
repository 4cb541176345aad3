package org.maslin.quality;

/** Error rates and support as Dawid–Skene would have them, given posteriors of another method. */
final class LearntRates {

    private final Answers answers;
    private final double[] posterior;

    LearntRates(Answers answers, double[] posterior) {
        this.answers = answers;
        this.posterior = posterior;
    }

    double[] rates() {
        return learn().rates();
    }

    /** How probable the other answers make each answer. */
    double[] support() {
        return OthersBelief.of(answers, posterior);
    }

    private ErrorRates learn() {
        var learnt = new ErrorRates(answers);
        learnt.learn(posterior, Smoothing.DIAGONAL);
        return learnt;
    }
}
