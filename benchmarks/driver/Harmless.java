import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.maslin.core.Progress;
import org.maslin.train.LanguageModel;
import org.maslin.train.PromptCompletion;
import org.maslin.train.RewardModel;
import org.maslin.train.RewardTrainer;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.checkpoint.StorageType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What benchmarks/harmless runs: a reward model on real preferences, five folds. */
final class Harmless {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TURN = "\n\nAssistant:";
    private static final int FOLDS = 5;
    private static final double Z = 1.959964;

    private Harmless() {}

    /** What both answers follow, cut to its end, and the answers. */
    private record Pair(String prompt, String chosen, String rejected) {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        int layers = Integer.parseInt(arguments[2]);
        Path work = Files.createTempDirectory("harmless");
        Path start = firstLayers(Path.of(arguments[0]), layers, work.resolve("start"));
        List<Pair> pairs = pairs(Path.of(arguments[1]));
        Collections.shuffle(pairs, new Random(1));
        int right = 0;
        int seen = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Pair> held = new ArrayList<>();
            List<Pair> taught = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                (i % FOLDS == fold ? held : taught).add(pairs.get(i));
            }
            Path out = work.resolve("fold" + fold);
            train(start, taught, work.resolve("rows" + fold + ".jsonl"), out);
            right += right(out, held);
            seen += held.size();
            System.out.printf("fold %d: %d of %d so far (%.4f)%n", fold, right, seen, (double) right / seen);
            remove(out);
        }
        double p = (double) right / seen;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * seen)) / (1 + z2 / seen);
        double half = Z / (1 + z2 / seen) * Math.sqrt(p * (1 - p) / seen + z2 / (4.0 * seen * seen));
        System.out.printf("accuracy %.4f, 95 %% interval %.4f to %.4f%n", p, centre - half, centre + half);
        remove(work);
    }

    /** The same model without its upper layers: a configuration that does not ask for them. */
    private static Path firstLayers(Path model, int layers, Path out) throws IOException {
        try (LanguageModel whole = LanguageModel.load(model)) {
            whole.save(out, StorageType.F32);
        }
        Path file = out.resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(Files.readString(file));
        config.put("num_hidden_layers", layers);
        config.remove("layer_types");
        Files.writeString(file, JSON.writeValueAsString(config));
        return out;
    }

    private static List<Pair> pairs(Path file) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                String chosen = row.path("chosen").asString();
                String rejected = row.path("rejected").asString();
                int at = chosen.lastIndexOf(TURN) + TURN.length();
                int other = rejected.lastIndexOf(TURN) + TURN.length();
                // Where the answers part earlier than at the last turn, the prompt is what they share.
                int shared = at == other && chosen.startsWith(rejected.substring(0, at)) ? at : shared(chosen, rejected);
                String prompt = chosen.substring(0, shared);
                pairs.add(
                        new Pair(
                                prompt.substring(Math.max(0, prompt.length() - 200)),
                                cut(chosen.substring(shared)),
                                cut(rejected.substring(shared))));
            }
        }
        return pairs;
    }

    private static int shared(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return one.lastIndexOf(TURN, at) + TURN.length();
    }

    private static String cut(String answer) {
        return answer.isBlank() ? "." : answer.substring(0, Math.min(answer.length(), 400));
    }

    private static void train(Path start, List<Pair> pairs, Path data, Path out)
            throws IOException {
        var rows = new StringBuilder();
        for (Pair pair : pairs) {
            rows.append(JSON.writeValueAsString(pair)).append('\n');
        }
        Files.writeString(data, rows);
        Map<String, Object> keys =
                Map.of("pooling", "mean", "head_only", true, "max_length", 256);
        new RewardTrainer(TrainingConfig.parse(Algorithm.REWARD, "benchmark", keys))
                .run(start, data, out, Progress.NONE);
        List<String> steps = Files.readAllLines(out.resolve("metrics.jsonl"));
        JsonNode last = JSON.readTree(steps.getLast());
        System.out.printf(
                "  ridge %s, accuracy inside the training rows %.4f, CPU-s %d%n",
                last.path("ridge"),
                last.path("cross_validated_accuracy").asDouble(),
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds());
    }

    private static int right(Path folder, List<Pair> held) throws IOException {
        try (RewardModel model = RewardModel.load(folder)) {
            double[] chosen = model.rewards(held.stream().map(p -> new PromptCompletion(p.prompt, p.chosen)).toList());
            double[] rejected = model.rewards(held.stream().map(p -> new PromptCompletion(p.prompt, p.rejected)).toList());
            int right = 0;
            for (int i = 0; i < chosen.length; i++) {
                right += chosen[i] > rejected[i] ? 1 : 0;
            }
            return right;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
