package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;

class MoreAgreementTest {

    private static final Seed SEED = new Seed(1);

    /** Two raters, four tasks: 1 1, 2 2, 1 2, 3 1. */
    private static final Answers FOUR =
            TestAnswers.of("1 a 1; 1 b 1; 2 a 2; 2 b 2; 3 a 1; 3 b 2; 4 a 3; 4 b 1");

    @Test
    void weightedKappa_equalsTheValueWorkedByHand() {
        // Observed linear: (1 + 2) / 4. a: 1/2 1/4 1/4, b: 1/2 1/2 0. Chance: 1·1/2·1/2 (1,2) + 1/4
        // · 1/2 (2,1) + 2 · 1/4 · 1/2 (3,1) + 1/4 · 1/2 (3,2) = .25 + .125 + .25 + .125 = .75.
        assertThat(value(new WeightedKappa(WeightedKappa.Weight.LINEAR)))
                .isCloseTo(0, within(1e-12));
        // Quadratic: (1 + 4) / 4; .25 + .125 + .5 + .125 = 1.
        assertThat(value(new WeightedKappa(WeightedKappa.Weight.QUADRATIC)))
                .isCloseTo(-0.25, within(1e-12));
    }

    @Test
    void brennanPrediger_equalsTheValueWorkedByHand() {
        // Half agree, a third would by chance: (1/2 − 1/3) / (2/3).
        assertThat(value(new BrennanPrediger())).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void alphaByADistance_isAlphaOfTheLevel() {
        Answers ratings = TestAnswers.golden("ratings_holes.csv");
        List<List<Double>> tasks = new ArrayList<>();
        for (int task = 0; task < ratings.tasks().size(); task++) {
            List<Double> values = new ArrayList<>();
            for (int i = ratings.first(task); i < ratings.first(task + 1); i++) {
                values.add(Double.parseDouble(ratings.labels().get(ratings.label(i))));
            }
            tasks.add(values);
        }
        var squared = new DistanceAlpha<Double>("squared", (a, b) -> (a - b) * (a - b));

        assertThat(squared.measure(tasks, SEED).estimate())
                .isCloseTo(
                        new KrippendorffAlpha(Level.INTERVAL).measure(ratings, SEED).estimate(),
                        within(1e-9));
        assertThatThrownBy(() -> squared.measure(List.of(List.of(1.0, 1.0)), SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("equal answers only");
        assertThatThrownBy(() -> squared.measure(List.of(List.of(1.0)), SEED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no task with two answers");
    }

    private static double value(AgreementMeasure measure) {
        return measure.measure(FOUR, SEED).estimate();
    }
}
