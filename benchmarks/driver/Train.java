import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.train.DpoTrainer;
import org.maslin.train.GrpoTrainer;
import org.maslin.train.LanguageModel;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.SamplingPrompt;
import org.maslin.train.SftTrainer;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingConfig.Algorithm;

/** What benchmarks/train runs: the trainers themselves on made rows, CPU time between their steps. */
final class Train {

    private static final int VOCABULARY = 4096;
    private static final int ROWS = 8;
    private static final int PAIRS = ROWS / 2;
    private static final int LENGTH = 256;
    private static final int STEPS = 34;
    private static final int WARM = 14;
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Train() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path model = Path.of(arguments[0]);
        System.out.println(
                "kernels of OpenBLAS: " + org.bytedeco.openblas.global.openblas_full.openblas_get_corename().getString());
        List<String> wanted =
                arguments.length > 1
                        ? List.of(arguments).subList(1, arguments.length)
                        : List.of("sft", "dpo", "grpo", "generate");
        for (String name : wanted) {
            switch (name) {
                case "sft" -> sft(model, false);
                case "sft-bf16" -> sft(model, true);
                case "dpo" -> dpo(model, false);
                case "dpo-bf16" -> dpo(model, true);
                case "steady" -> steady(model);
                case "grpo" -> grpo(model);
                default -> generate(model);
            }
        }
        System.out.println("peak MB " + status("VmHWM"));
    }

    private static double cpuSeconds() {
        return MACHINE.getProcessCpuTime() / 1e9;
    }

    /** CPU time from the end of the warm steps to the end of the last. */
    private static final class Clock implements Progress {
        private double warmed;
        private double referred;
        private long warmPairs;
        private long allPairs;
        private double start;
        private double end;

        @Override
        public void at(long done, long total, String what) {
            if (what.equals("reference")) {
                allPairs = done;
                referred = cpuSeconds();
                if (warmPairs < WARM * PAIRS) {
                    warmed = referred;
                    warmPairs = done;
                }
            } else if (what.equals("training")) {
                start = done == WARM ? cpuSeconds() : start;
                end = cpuSeconds();
            }
        }

        double tokensPerSecond(double tokensPerStep) {
            return tokensPerStep / stepSeconds();
        }

        private double stepSeconds() {
            return (end - start) / (STEPS - WARM);
        }

        /** The same with the reference of a step's pairs, as measured once warm. */
        double withReference(double tokensPerStep) {
            double reference = (referred - warmed) / (allPairs - warmPairs) * PAIRS;
            return tokensPerStep / (stepSeconds() + reference);
        }
    }

    private static Map<String, Object> keys(Map<String, ?> more) {
        Map<String, Object> keys = new HashMap<>(more);
        keys.put("max_steps", STEPS);
        keys.put("save_steps", 0);
        keys.put("learning_rate", 1e-5);
        return keys;
    }

    private static List<Integer> ids(Random random, int count) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(3 + random.nextInt(VOCABULARY - 3));
        }
        return ids;
    }

    private static void report(String name, double rate) {
        System.out.printf("%s: %.0f tokens per CPU-second%n", name, rate);
    }

    private static void sft(Path model, boolean halved) throws IOException {
        var random = new Random(1);
        var rows = new StringBuilder();
        for (int i = 0; i < ROWS * STEPS; i++) {
            rows.append("{\"input_ids\":%s}%n".formatted(ids(random, LENGTH)));
        }
        Path folder = Files.createTempDirectory("sft");
        Path data = Files.writeString(folder.resolve("rows.jsonl"), rows);
        var clock = new Clock();
        var config =
                TrainingConfig.parse(Algorithm.SFT, "benchmark", keys(Map.of("bf16", halved)));
        new SftTrainer(config).run(model, data, folder.resolve("out"), clock);
        report(halved ? "sft, bf16" : "sft", clock.tokensPerSecond(ROWS * LENGTH));
    }

    private static void dpo(Path model, boolean halved) throws IOException {
        var random = new Random(2);
        var rows = new StringBuilder();
        for (int i = 0; i < PAIRS * STEPS; i++) {
            rows.append(
                    "{\"prompt_ids\":%s,\"chosen_ids\":%s,\"rejected_ids\":%s}%n"
                            .formatted(
                                    ids(random, 64),
                                    ids(random, LENGTH - 64),
                                    ids(random, LENGTH - 64)));
        }
        Path folder = Files.createTempDirectory("dpo");
        Path data = Files.writeString(folder.resolve("rows.jsonl"), rows);
        var clock = new Clock();
        var config =
                TrainingConfig.parse(
                        Algorithm.DPO,
                        "benchmark",
                        keys(Map.of("per_device_train_batch_size", PAIRS, "bf16", halved)));
        new DpoTrainer(config).run(model, data, folder.resolve("out"), clock);
        String name = halved ? "dpo, bf16" : "dpo";
        report(name + ", without its reference", clock.tokensPerSecond(ROWS * LENGTH));
        report(name + ", with its reference", clock.withReference(ROWS * LENGTH));
    }

    /** Resident memory over a thousand steps of short rows. */
    private static void steady(Path model) throws IOException {
        var random = new Random(4);
        var rows = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            rows.append("{\"input_ids\":%s}%n".formatted(ids(random, 16 + random.nextInt(32))));
        }
        Path folder = Files.createTempDirectory("steady");
        Path data = Files.writeString(folder.resolve("rows.jsonl"), rows);
        Map<String, Object> keys = keys(Map.of("per_device_train_batch_size", 4));
        keys.put("max_steps", 1000);
        var config = TrainingConfig.parse(Algorithm.SFT, "benchmark", keys);
        Progress resident =
                (done, total, what) -> {
                    if (what.equals("training") && done % 100 == 0) {
                        System.out.printf("step %d: %d MB resident%n", done, status("VmRSS"));
                    }
                };
        new SftTrainer(config).run(model, data, folder.resolve("out"), resident);
    }

    private static long status(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void grpo(Path model) throws IOException {
        var random = new Random(3);
        var rows = new StringBuilder();
        for (int i = 0; i < STEPS; i++) {
            rows.append("{\"prompt_ids\":%s}%n".formatted(ids(random, 16)));
        }
        Path folder = Files.createTempDirectory("grpo");
        Path data = Files.writeString(folder.resolve("rows.jsonl"), rows);
        var clock = new Clock();
        var config =
                TrainingConfig.parse(
                        Algorithm.GRPO,
                        "benchmark",
                        keys(
                                Map.of(
                                        "per_device_train_batch_size", 8,
                                        "num_generations", 8,
                                        "max_completion_length", 64,
                                        "reward_funcs", "brevity")));
        new GrpoTrainer(config).run(model, data, folder.resolve("out"), clock);
        report("grpo, 8 completions of 64 tokens", clock.tokensPerSecond(8 * 80));
    }

    private static void generate(Path folder) throws IOException {
        try (LanguageModel model = LanguageModel.load(folder)) {
            for (int batch : new int[] {1, 16}) {
                for (double temperature : new double[] {0, 1}) {
                    generate(model, batch, temperature);
                }
            }
        }
    }

    private static void generate(LanguageModel model, int batch, double temperature) {
        var prompts = List.of(new SamplingPrompt("p", "sixteen letters."));
        double best = 0;
        for (int round = 0; round < 12; round++) {
            var options = new SamplingOptions(128, temperature, batch, new Seed(round));
            double start = cpuSeconds();
            var drawn = new Sampler().sample(model, prompts, options, Progress.NONE);
            long tokens = drawn.stream().mapToLong(one -> one.logProbs().size()).sum();
            double rate = tokens / (cpuSeconds() - start);
            // The first rounds compile; the median of the rest would need more of them than this.
            best = round < 6 ? 0 : Math.max(best, rate);
        }
        report("generate, batch %d, temperature %s".formatted(batch, temperature), best);
    }
}
