package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

class AgreementTest {

    private static final Seed SEED = new Seed(1);

    /** Two raters, four tasks: x x, x x, x y, y y. */
    private static final Answers FOUR =
            TestAnswers.of("1 a x; 1 b x; 2 a x; 2 b x; 3 a x; 3 b y; 4 a y; 4 b y");

    @Test
    void percent_isTheShareOfEqualPairs() {
        assertThat(estimate(new PercentAgreement(), FOUR)).isEqualTo(0.75);
    }

    @Test
    void cohen_equalsTheValueWorkedByHand() {
        // a says x 3/4, b says x 1/2: P_e = 3/4 · 1/2 + 1/4 · 1/2 = 1/2; (3/4 − 1/2) / (1/2).
        assertThat(estimate(new CohenKappa(), FOUR)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void scottAndFleiss_equalTheValueWorkedByHand() {
        // Pooled x is 5/8: P_e = 25/64 + 9/64 = 34/64; (48 − 34) / (64 − 34) = 14/30.
        assertThat(estimate(new ScottPi(), FOUR)).isCloseTo(14.0 / 30, within(1e-12));
        assertThat(estimate(new FleissKappa(), FOUR)).isCloseTo(14.0 / 30, within(1e-12));
    }

    @Test
    void gwet_equalsTheValueWorkedByHand() {
        // P_e = 2 · 5/8 · 3/8 / (2 − 1) = 30/64; (48 − 30) / (64 − 30) = 18/34.
        assertThat(estimate(new GwetAc(Level.NOMINAL), FOUR)).isCloseTo(18.0 / 34, within(1e-12));
    }

    @Test
    void krippendorff_equalsTheValueWorkedByHand() {
        // Observed: one task with 2 unequal ordered pairs, ÷ (2 − 1) = 2. Expected: 2 · 5 · 3 = 30.
        // alpha = 1 − (8 − 1) · 2 / 30 = 16/30.
        assertThat(estimate(new KrippendorffAlpha(Level.NOMINAL), FOUR))
                .isCloseTo(16.0 / 30, within(1e-12));
    }

    @Test
    void krippendorff_doesNotCountTasksWithOneAnswer() {
        Answers more =
                TestAnswers.of(
                        "0 a y; 1 a x; 1 b x; 2 a x; 2 b x; 3 a x; 3 b y; 4 a y; 4 b y; 9 b z");

        assertThat(estimate(new KrippendorffAlpha(Level.NOMINAL), more))
                .isCloseTo(16.0 / 30, within(1e-12));
    }

    @Test
    void everyMeasure_equalsItsReferenceLibrary() {
        List<AgreementMeasure> measures =
                List.of(
                        new KrippendorffAlpha(Level.NOMINAL),
                        new KrippendorffAlpha(Level.ORDINAL),
                        new KrippendorffAlpha(Level.INTERVAL),
                        new KrippendorffAlpha(Level.RATIO),
                        new FleissKappa(),
                        new GwetAc(Level.NOMINAL),
                        new GwetAc(Level.ORDINAL),
                        new GwetAc(Level.INTERVAL),
                        new GwetAc(Level.RATIO));
        // Made by agreement_golden.py, which lies beside the file.
        List<String> lines = TestAnswers.goldenLines("agreement.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            Answers ratings = TestAnswers.golden("ratings_%s.csv".formatted(row[0]));
            AgreementMeasure measure =
                    measures.stream()
                            .filter(m -> m.name().equals(row[1]))
                            .findFirst()
                            .orElseThrow();

            assertThat(estimate(measure, ratings))
                    .as(line)
                    .isCloseTo(Double.parseDouble(row[2]), within(1e-9));
        }
    }

    @Test
    void interval_holdsTheEstimate_andIsTheSameForTheSameSeed() {
        Answers ratings = TestAnswers.golden("ratings_holes.csv");
        var alpha = new KrippendorffAlpha(Level.ORDINAL);
        Figure figure = alpha.measure(ratings, SEED);

        assertThat(figure.estimate()).isBetween(figure.low(), figure.high());
        assertThat(alpha.measure(ratings, SEED)).isEqualTo(figure);
        assertThat(figure.method()).contains("ordinal", "bootstrap over tasks");
    }

    @Test
    void fullAgreement_isOne_withLabelsInUse() {
        Answers answers = TestAnswers.of("1 a x; 1 b x; 2 a y; 2 b y");

        assertThat(estimate(new KrippendorffAlpha(Level.NOMINAL), answers)).isEqualTo(1);
        assertThat(estimate(new CohenKappa(), answers)).isEqualTo(1);
    }

    @Test
    void oneLabelOnly_isRefused_butHasAPercentage() {
        Answers answers = TestAnswers.of("1 a x; 1 b x; 2 a x; 2 b x");

        assertThatThrownBy(() -> new KrippendorffAlpha(Level.NOMINAL).measure(answers, SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one label only");
        assertThat(estimate(new PercentAgreement(), answers)).isEqualTo(1);
    }

    @Test
    void answersThatCannotBePaired_areRefused() {
        assertThatThrownBy(
                        () -> new PercentAgreement().measure(TestAnswers.of("1 a x; 2 b x"), SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no task with two answers");
    }

    @Test
    void cohenOfThreeRaters_isRefused() {
        assertThatThrownBy(
                        () -> new CohenKappa().measure(TestAnswers.of("1 a x; 1 b x; 1 c y"), SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 workers");
    }

    @Test
    void wordsAtTheIntervalLevel_areRefused() {
        assertThatThrownBy(() -> new KrippendorffAlpha(Level.INTERVAL).measure(FOUR, SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"x\"");
    }

    private static double estimate(AgreementMeasure measure, Answers answers) {
        return measure.measure(answers, SEED).estimate();
    }
}
