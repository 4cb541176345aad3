package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Confident learning and CROWDLAB against cleanlab; cleanlab_golden.py lies beside the numbers. */
class LabelErrorsTest {

    private static final List<String> LINES =
            TestAnswers.goldenLines("cleanlab.csv").subList(1, 301);

    @Test
    void issuesAndScores_equalCleanlabs() {
        int[] given = new int[300];
        double[][] model = new double[300][];
        List<Integer> expected = new ArrayList<>();
        double[] confidence = new double[300];
        double[] margin = new double[300];
        for (int i = 0; i < 300; i++) {
            String[] row = LINES.get(i).split(",", -1);
            given[i] = Integer.parseInt(row[0]);
            if (row[1].equals("1")) {
                expected.add(i);
            }
            confidence[i] = Double.parseDouble(row[2]);
            margin[i] = Double.parseDouble(row[3]);
            model[i] = model(row);
        }
        var learning = new ConfidentLearning(given, model);

        assertThat(learning.issues()).isEqualTo(expected);
        assertThat(learning.selfConfidence()).containsExactly(confidence, within(1e-9));
        assertThat(learning.normalisedMargin()).containsExactly(margin, within(1e-9));
        assertThat(learning.calibratedJoint())
                .isDeepEqualTo(new int[][] {{74, 0, 5}, {7, 103, 4}, {7, 5, 95}});
        assertThat(learning.noiseRate()).isCloseTo(28 / 300.0, within(1e-12));
    }

    @Test
    void crowdlab_equalsCleanlabs() {
        var answers = Answers.builder();
        double[][] model = new double[300][];
        for (int i = 0; i < 300; i++) {
            String[] row = LINES.get(i).split(",", -1);
            model[i] = model(row);
            for (int worker = 0; worker < 8; worker++) {
                if (!row[9 + worker].isEmpty()) {
                    answers.add("t" + i, "w" + worker, row[9 + worker]);
                }
            }
        }
        Crowdlab crowdlab = Crowdlab.of(answers.build(), model);

        for (int i = 0; i < 300; i++) {
            String[] row = LINES.get(i).split(",", -1);
            assertThat(crowdlab.label()[i]).as("row %d", i).isEqualTo(Integer.parseInt(row[4]));
            assertThat(crowdlab.quality()[i]).isCloseTo(Double.parseDouble(row[5]), within(1e-9));
        }
    }

    @Test
    void probabilityThatIsNone_isRefused() {
        assertThatThrownBy(
                        () ->
                                new ConfidentLearning(
                                        new int[] {0}, new double[][] {{Double.NaN, 1}}))
                .hasMessageContaining("Sample 0");
        assertThatThrownBy(() -> new ConfidentLearning(new int[] {3}, new double[][] {{0, 1}}))
                .hasMessageContaining("label 3");
    }

    private static double[] model(String[] row) {
        return new double[] {
            Double.parseDouble(row[6]), Double.parseDouble(row[7]), Double.parseDouble(row[8])
        };
    }
}
