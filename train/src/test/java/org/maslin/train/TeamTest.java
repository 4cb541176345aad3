package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.tensor.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several workers on threads of their own, which talk as processes do. */
@Timeout(120)
class TeamTest {

    private static Path sums;
    private static Path pairs;
    private static Path judged;
    private static Path model;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    static void make(@TempDir Path shared) throws IOException {
        model = Fixtures.model(shared);
        sums = Fixtures.sums(shared, 300);
        pairs = Fixtures.pairs(shared, 90);
        judged = Fixtures.judged(shared, 90);
    }

    private interface Work {
        TrainingResult run(Team team) throws IOException;
    }

    private List<TrainingResult> together(String name, int size, Work work) throws Exception {
        Path meeting = folder.resolve(name + "-meeting");
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            List<Future<TrainingResult>> running = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int rank = i;
                running.add(
                        threads.submit(
                                () -> {
                                    try (Team team = Team.onThisMachine(meeting, rank, size)) {
                                        return work.run(team);
                                    }
                                }));
            }
            List<TrainingResult> results = new ArrayList<>();
            for (Future<TrainingResult> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    private static TrainingConfig config(Algorithm algorithm, int accumulation) {
        Map<String, Object> keys = new HashMap<>();
        keys.put("learning_rate", 1e-3);
        keys.put("max_steps", 10);
        keys.put("save_steps", 4);
        keys.put("per_device_train_batch_size", 4);
        keys.put("gradient_accumulation_steps", accumulation);
        keys.putAll(Fixtures.drawing(algorithm, 2));
        return Fixtures.config(algorithm, keys);
    }

    private static TrainingResult train(
            Algorithm algorithm, TrainingConfig config, Team team, Path out, Progress progress)
            throws IOException {
        return switch (algorithm) {
            case PRETRAIN -> new PretrainTrainer(config, team).run(sums, out, progress);
            case SFT -> new SftTrainer(config, team).run(model, sums, out, progress);
            case REWARD -> new RewardTrainer(config, team).run(model, pairs, out, progress);
            case DPO -> new DpoTrainer(config, team).run(model, pairs, out, progress);
            case ORPO -> new OrpoTrainer(config, team).run(model, pairs, out, progress);
            case CPO -> new CpoTrainer(config, team).run(model, pairs, out, progress);
            case KTO, BCO -> new KtoTrainer(config, team).run(model, judged, out, progress);
            case GRPO, RLOO -> new GrpoTrainer(config, team, null).run(model, sums, out, progress);
            case PPO -> new PpoTrainer(config, team, null).run(model, sums, out, progress);
            case ONLINE_DPO ->
                    new OnlineDpoTrainer(config, team, null).run(model, sums, out, progress);
        };
    }

    /** One worker makes batches of 4 twice as often as each of two: the same steps. */
    @Test
    void twoWorkers_makeTheStepsOfOne() throws Exception {
        for (Algorithm algorithm : Algorithm.values()) {
            if (!algorithm.takesWorkers()) {
                continue;
            }
            Path one = folder.resolve(algorithm + "-one");
            Path two = folder.resolve(algorithm + "-two");
            train(algorithm, config(algorithm, 4), Team.alone(), one, Progress.NONE);
            List<TrainingResult> results =
                    together(
                            algorithm.name(),
                            2,
                            team ->
                                    train(
                                            algorithm,
                                            config(algorithm, 2),
                                            team,
                                            two,
                                            Progress.NONE));
            assertThat(results.getFirst()).isEqualTo(results.getLast());
            assertSameWeights(algorithm, one, two);
            assertSameFigures(one, two);
        }
    }

    private static void assertSameWeights(Algorithm algorithm, Path one, Path two)
            throws IOException {
        long all = 0;
        long far = 0;
        try (Safetensors first = Safetensors.open(one.resolve("model.safetensors"));
                Safetensors second = Safetensors.open(two.resolve("model.safetensors"));
                Scope scope = Scope.open()) {
            for (String name : first.names()) {
                float[] a = first.floats(name);
                float[] b = second.floats(name);
                for (int i = 0; i < a.length; i++) {
                    far += Math.abs(a[i] - b[i]) > 1e-4 ? 1 : 0;
                }
                all += a.length;
            }
        }
        assertThat((double) far / all).as("%s", algorithm).isLessThanOrEqualTo(0.001);
    }

    private static void assertSameFigures(Path one, Path two) throws IOException {
        List<String> first = Files.readAllLines(one.resolve("metrics.jsonl"));
        List<String> second = Files.readAllLines(two.resolve("metrics.jsonl"));
        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            JsonNode a = JsonMapper.shared().readTree(first.get(i));
            JsonNode b = JsonMapper.shared().readTree(second.get(i));
            assertThat(b.propertyNames()).isEqualTo(a.propertyNames());
            for (var figure : a.properties()) {
                double wanted = figure.getValue().asDouble();
                assertThat(b.path(figure.getKey()).asDouble())
                        .as("step %d, %s", i, figure.getKey())
                        .isCloseTo(wanted, within(2e-3 * Math.max(1, Math.abs(wanted))));
            }
        }
    }

    /** The last step has one batch for two workers. */
    @Test
    void threeWorkers_shareAStepOfFewerBatches() throws Exception {
        var config =
                Fixtures.config(
                        Algorithm.SFT,
                        Map.of("num_train_epochs", 1, "per_device_train_batch_size", 90));
        Path out = folder.resolve("out");
        List<TrainingResult> results =
                together(
                        "few",
                        3,
                        team -> new SftTrainer(config, team).run(model, sums, out, Progress.NONE));
        assertThat(results.getFirst().steps()).isEqualTo(2);
    }

    @Test
    void stoppedTeam_startedAgain_endsInTheSameBytes() throws Exception {
        Path straight = folder.resolve("straight");
        Path stopped = folder.resolve("stopped");
        TrainingConfig config = config(Algorithm.SFT, 2);
        together(
                "straight", 2, team -> train(Algorithm.SFT, config, team, straight, Progress.NONE));
        Progress atSix =
                (done, total, what) -> {
                    if (done == 6) {
                        throw new CancellationException("stop");
                    }
                };
        assertThatThrownBy(
                        () ->
                                together(
                                        "stopped",
                                        2,
                                        team ->
                                                train(
                                                        Algorithm.SFT,
                                                        config,
                                                        team,
                                                        stopped,
                                                        team.leads() ? atSix : Progress.NONE)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(CancellationException.class);
        together("again", 2, team -> train(Algorithm.SFT, config, team, stopped, Progress.NONE));
        for (String file : List.of("model.safetensors", "metrics.jsonl", "training.json")) {
            assertThat(stopped.resolve(file)).hasSameBinaryContentAs(straight.resolve(file));
        }
    }

    @Test
    void bco_withTwoWorkers_isRefused() {
        assertThatThrownBy(
                        () ->
                                together(
                                        "bco",
                                        2,
                                        team ->
                                                train(
                                                        Algorithm.BCO,
                                                        config(Algorithm.BCO, 2),
                                                        team,
                                                        folder.resolve("bco"),
                                                        Progress.NONE)))
                .cause()
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("workers");
    }

    @Test
    void workerThatIsGone_isToldToTheOthers() {
        assertThatThrownBy(
                        () ->
                                together(
                                        "gone",
                                        2,
                                        team -> {
                                            if (!team.leads()) {
                                                throw new LostWorkerException(
                                                        1, 2, new IOException("gone"));
                                            }
                                            return train(
                                                    Algorithm.SFT,
                                                    config(Algorithm.SFT, 2),
                                                    team,
                                                    folder.resolve("gone"),
                                                    Progress.NONE);
                                        }))
                .cause()
                .isInstanceOf(LostWorkerException.class)
                .hasMessageContaining("Worker 0 of 2")
                .hasMessageContaining("last checkpoint");
    }

    @Test
    void workerWithOtherSettings_isRefused() {
        assertThatThrownBy(
                        () ->
                                together(
                                        "other",
                                        2,
                                        team ->
                                                train(
                                                        Algorithm.SFT,
                                                        config(Algorithm.SFT, team.leads() ? 2 : 3),
                                                        team,
                                                        folder.resolve("other"),
                                                        Progress.NONE)))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void rankBeyondTheTeam_isRefused() {
        assertThatThrownBy(() -> Team.onThisMachine(folder.resolve("m"), 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
    }
}
