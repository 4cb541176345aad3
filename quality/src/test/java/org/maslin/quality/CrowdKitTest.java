package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

/** What is said to be as in crowd-kit is; crowd_kit_golden.py lies beside the numbers. */
class CrowdKitTest {

    private static Aggregation method(String name) {
        return switch (name) {
            case "wawa" -> new CrowdKitWawa();
            case "zero-based-skill" -> new ZeroBasedSkill();
            case "one-coin" -> new CrowdKitOneCoin();
            case "dawid-skene" -> new CrowdKitDawidSkene();
            case "kos" -> new CrowdKitKos();
            default -> new CrowdKitMajority();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"majority", "wawa", "zero-based-skill", "one-coin", "dawid-skene", "kos"})
    void numbers_equalThoseOfCrowdKit(String method) {
        List<String> lines = TestAnswers.goldenLines("crowd_kit.csv");
        List<String> files =
                method.equals("kos")
                        ? List.of("kos")
                        : List.of("binary", "three", "many", "repeats");
        for (String file : files) {
            Answers answers = TestAnswers.goldenWithRepeats("answers_%s.csv".formatted(file));
            Consensus consensus = method(method).aggregate(answers);
            String start = "%s,%s,".formatted(file, method);
            List<String> own = lines.stream().filter(line -> line.startsWith(start)).toList();
            assertThat(own).hasSize(answers.tasks().size());
            for (String line : own) {
                String[] row = line.split(",", -1);
                int task = answers.tasks().indexOf(row[2]);
                assertThat(consensus.label(task)).as(line).isEqualTo(row[3]);
                for (int label = 0; label < row.length - 4; label++) {
                    assertThat(consensus.probability(task, label))
                            .as(line)
                            .isCloseTo(Double.parseDouble(row[label + 4]), within(1e-9));
                }
            }
        }
    }

    @Test
    void numpyDraws_equalNumpys() {
        // numpy.random.seed(0); numpy.random.normal(size=4)
        assertThat(new NumpyRandom(0).normals(4))
                .containsExactly(
                        new double[] {
                            1.764052345967664,
                            0.4001572083672233,
                            0.9787379841057392,
                            2.240893199201458
                        },
                        within(1e-15));
    }

    @Test
    void kosOfThreeLabels_isRefusedWithAWayOut() {
        assertThatThrownBy(() -> new CrowdKitKos().aggregate(TestAnswers.of("1 a x; 2 a y; 3 a z")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 labels");
    }
}
