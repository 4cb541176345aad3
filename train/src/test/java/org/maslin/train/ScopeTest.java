package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

class ScopeTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void memory_overAThousandSteps_doesNotGrow() throws Exception {
        long[] resident = new long[2];
        Progress watching =
                (done, total, what) -> {
                    if (done == 100 || done == 1100) {
                        resident[done == 100 ? 0 : 1] = residentKilobytes();
                    }
                };
        var config =
                Fixtures.config(
                        Algorithm.PRETRAIN,
                        Map.of(
                                "max_steps", 1100,
                                "tokens_per_batch", 32,
                                "num_hidden_layers", 1,
                                "save_steps", 0));
        new PretrainTrainer(config).run(Fixtures.sums(folder, 50), folder.resolve("o"), watching);
        assertThat(resident[1] - resident[0]).isLessThan(100_000);
    }

    @Test
    void gradientOfAScopeThatHasEnded_isRefused_beforeNativeCodeMeetsIt() {
        try (Scope outer = Scope.open()) {
            Tensor leaf = Tensor.of(new long[] {1, 2}, 2).to(ElementType.FLOAT32).asLeaf();
            Tensor gone;
            try (Scope inner = Scope.open()) {
                gone = leaf.times(2);
            }
            assertThatThrownBy(() -> leaf.times(3).backward(gone))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Scope.keep");
        }
    }

    private static long residentKilobytes() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
            return lines.stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
