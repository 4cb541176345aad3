package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;

class RewardAccuraciesTest {

    @TempDir private Path folder = Path.of("");

    private List<String> subsets(@Nullable String field, String... rows) throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.write(file, List.of(rows));
        return JsonLines.subsets(file, field);
    }

    @Test
    void accuracy_isToldOfAllPairs_andOfEachSubset() {
        // Right, a tie (which is wrong), right, wrong; the last one is of no subset.
        var accuracy =
                Scorer.accuracy(
                        new double[] {2, 1, 3, 0},
                        new double[] {1, 1, 1, 5},
                        List.of("chat", "chat", "safety", ""));
        assertThat(accuracy.all().estimate()).isEqualTo(0.5);
        assertThat(accuracy.all().n()).isEqualTo(4);
        assertThat(accuracy.subsets()).containsOnlyKeys("chat", "safety");
        Figure safety = accuracy.subsets().getOrDefault("safety", accuracy.all());
        assertThat(safety.estimate()).isEqualTo(1);
        // Wilson for 1 of 1: 1 / (1 + 1.96^2).
        assertThat(safety.low()).isCloseTo(0.2065, within(1e-4));
        assertThat(safety.n()).isEqualTo(1);
    }

    @Test
    void subset_isFoundWhereItUsuallyStands() throws IOException {
        assertThat(
                        subsets(
                                null,
                                "{\"subset\": \"a\"}",
                                "{\"metadata\": {\"subset\": \"b\"}}",
                                "{}"))
                .containsExactly("a", "b", "");
    }

    @Test
    void subset_isReadFromTheFieldThatIsNamed_andEveryRowMustHaveIt() throws IOException {
        assertThat(subsets("meta.from", "{\"meta\": {\"from\": 7}}")).containsExactly("7");
        assertThatThrownBy(() -> subsets("meta.from", "{\"meta\": {\"from\": 7}}", "{\"meta\": 1}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rows.jsonl:2")
                .hasMessageContaining("meta.from");
    }
}
