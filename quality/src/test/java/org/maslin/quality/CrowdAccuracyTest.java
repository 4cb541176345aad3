package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accuracy of the default consensus on real crowds, against what must be reached. */
@Tag("shared")
class CrowdAccuracyTest {

    @ParameterizedTest
    @CsvSource({
        "rte, .927",
        "bluebird, .888",
        "dog, .84",
        "possent, .958",
        "face, .64",
        "adult, .755"
    })
    void auto_reachesTheBar_andIsNearTheBetterOfBoth(String crowd, double bar) throws IOException {
        Path folder = SharedData.folder("data/crowd/" + crowd);
        Answers answers = TestAnswers.file(folder.resolve("labels.csv"));
        Map<String, String> truth = truth(folder);

        double auto = accuracy(new Automatic().aggregate(answers), truth);
        double majority = accuracy(new Majority().aggregate(answers), truth);
        double peer = accuracy(new CrowdKitDawidSkene().aggregate(answers), truth);
        double model = accuracy(new DawidSkene().aggregate(answers), truth);

        assertThat(auto).isGreaterThanOrEqualTo(bar);
        assertThat(auto).isGreaterThanOrEqualTo(Math.max(Math.max(majority, peer), model) - 0.01);
    }

    private static Map<String, String> truth(Path folder) throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
            String[] row = line.split(",", -1);
            truth.put(row[0], row[1]);
        }
        return truth;
    }

    private static double accuracy(Consensus consensus, Map<String, String> truth) {
        double right = 0;
        int known = 0;
        for (int task = 0; task < consensus.answers().tasks().size(); task++) {
            String label = truth.get(consensus.answers().tasks().get(task));
            if (label != null) {
                known++;
                right += label.equals(consensus.label(task)) ? 1 : 0;
            }
        }
        return right / known;
    }
}
