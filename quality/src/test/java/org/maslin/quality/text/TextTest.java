package org.maslin.quality.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Text consensus; crowd_kit_text_golden.py lies beside the numbers. */
class TextTest {

    @Test
    void rasa_equalsCrowdKits() {
        List<String> lines = lines("rasa.csv");
        List<String[]> rows =
                lines.stream()
                        .filter(line -> !line.startsWith("reliability"))
                        .map(line -> line.split(",", -1))
                        .toList();
        int[] task = new int[rows.size()];
        int[] worker = new int[rows.size()];
        double[][] points = new double[rows.size()][3];
        for (int i = 0; i < task.length; i++) {
            task[i] = Integer.parseInt(rows.get(i)[0].substring(1));
            worker[i] = Integer.parseInt(rows.get(i)[1].substring(1));
            for (int d = 0; d < 3; d++) {
                points[i][d] = Double.parseDouble(rows.get(i)[3 + d]);
            }
        }
        Rasa rasa = Rasa.of(30, 8, task, worker, points);

        for (int i = 0; i < task.length; i++) {
            boolean chosen = rasa.chosen()[task[i]] == i;
            assertThat(chosen).as("row %d", i).isEqualTo(rows.get(i)[2].equals("1"));
        }
        for (String line : lines.subList(rows.size(), lines.size())) {
            String[] row = line.split(",", -1);
            double expected = Double.parseDouble(row[2]);
            assertThat(rasa.reliability()[Integer.parseInt(row[1].substring(1))])
                    .isCloseTo(expected, within(1e-6 * expected));
        }
    }

    @Test
    void rover_equalsCrowdKits() {
        for (String line : lines("rover.csv")) {
            String[] halves = line.split("=", -1);
            List<List<String>> texts = new ArrayList<>();
            for (String text : halves[0].split("\\|", -1)) {
                texts.add(Arrays.asList(text.split(" ", -1)));
            }

            assertThat(String.join(" ", Rover.aggregate(texts))).as(line).isEqualTo(halves[1]);
        }
    }

    @Test
    void chiSquare_equalsKnownValues() {
        // scipy.stats.chi2.isf(.025, [1, 10, 200])
        assertThat(ChiSquare.quantile(.975, 1)).isCloseTo(5.023886187314888, within(1e-9));
        assertThat(ChiSquare.quantile(.975, 10)).isCloseTo(20.483177350807388, within(1e-9));
        assertThat(ChiSquare.quantile(.975, 200)).isCloseTo(241.0578955128963, within(1e-6));
    }

    @Test
    void distances_equalValuesWorkedByHand() {
        TextDistance words = TextDistance.words();
        assertThat(words.between("The cat sat.", "the cat ran")).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(words.between("", "")).isZero();
        assertThat(words.between("", "one")).isEqualTo(1);
        // Runs of "a b" are a, b, ab; of "a c" a, c, ac: one of three is common.
        assertThat(TextDistance.gleu().between("a b", "a c")).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void nearestText_isThatOfTheGoodWorkers() {
        String[] texts = {
            "the cat sat",
            "the cat sat",
            "a dog ran off",
            "it is late",
            "it is late now",
            "no idea",
            "one two",
            "three four"
        };
        NearestText nearest =
                NearestText.of(
                        3,
                        3,
                        new int[] {0, 0, 0, 1, 1, 1, 2, 2},
                        new int[] {0, 1, 2, 0, 1, 2, 2, 0},
                        texts,
                        TextDistance.words());

        assertThat(nearest.chosen()[0]).isEqualTo(0);
        assertThat(nearest.chosen()[1]).isEqualTo(3);
        // Nothing in common: the better worker's.
        assertThat(nearest.chosen()[2]).isEqualTo(7);
        assertThat(nearest.reliability()[2]).isLessThan(nearest.reliability()[0]);
    }

    private static List<String> lines(String file) {
        try (InputStream in =
                Objects.requireNonNull(
                        TextTest.class.getResourceAsStream("/org/maslin/quality/golden/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
