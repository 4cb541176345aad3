package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden files were made by dawid_skene_golden.py, which lies beside them. */
class CrowdKitDawidSkeneTest {

    @ParameterizedTest
    @CsvSource({
        "binary, 1", "binary, 10", "binary, stop",
        "three, 1", "three, 10", "three, stop",
        "many, 1", "many, 10", "many, stop"
    })
    void posteriors_equalThoseOfCrowdKit(String name, String rounds) {
        Answers answers = TestAnswers.golden("answers_%s.csv".formatted(name));
        var method =
                rounds.equals("stop")
                        ? new CrowdKitDawidSkene()
                        : new CrowdKitDawidSkene(Integer.parseInt(rounds), 0);
        Consensus consensus = method.aggregate(answers);

        List<String> lines = TestAnswers.goldenLines("posterior_%s_%s.csv".formatted(name, rounds));
        assertThat(lines).hasSize(answers.tasks().size() + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            int task = answers.tasks().indexOf(row[0]);
            for (int label = 0; label < row.length - 1; label++) {
                assertThat(consensus.probability(task, label))
                        .isCloseTo(Double.parseDouble(row[label + 1]), within(1e-9));
            }
        }
    }
}
