package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /**
     * Every operation, asked of a tensor that is gone, and of one that is there with one that is
     * gone.
     */
    @Test
    void everyOperation_withAClosedTensor_isRefused() throws Exception {
        int refused = 0;
        try (Scope scope = Scope.open()) {
            Tensor gone;
            try (Scope inner = Scope.open()) {
                gone = Tensor.of(new float[] {1, 2}, 2);
            }
            Tensor there = Tensor.of(new float[] {1, 2}, 2);
            for (Method operation : Tensor.class.getMethods()) {
                boolean ours = operation.getDeclaringClass() == Tensor.class;
                boolean makes = Modifier.isStatic(operation.getModifiers());
                if (!ours || operation.getName().equals("close")) {
                    continue;
                }
                if (!makes) {
                    assertRefused(operation, gone, there);
                    refused++;
                }
                if (List.of(operation.getParameterTypes()).contains(Tensor.class)) {
                    assertRefused(operation, there, gone);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static void assertRefused(Method operation, Tensor target, Tensor other) {
        Object[] arguments =
                Arrays.stream(operation.getParameterTypes())
                        .map(type -> argument(type, other))
                        .toArray();
        assertThatThrownBy(() -> operation.invoke(target, arguments))
                .as(operation.toString())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Scope.keep");
    }

    private static Object argument(Class<?> type, Tensor other) {
        if (type == Tensor.class) {
            return other;
        }
        if (type == ElementType.class) {
            return ElementType.FLOAT64;
        }
        if (type == long[].class) {
            return new long[] {2};
        }
        return type == double.class ? (Object) 0.5 : type == long.class ? (Object) 1L : (Object) 0;
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
