package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.server.cli.Maslin;

/** {@code maslin train} in processes of its own, some of which are killed. */
@Timeout(600)
final class TrainProcessIT {

    private static final String BASE = "../models/base";
    private static final int KILLED = 137;

    @TempDir private Path folder = Path.of("");
    private Path data = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var rows = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            rows.append(
                    "{\"prompt\":\"What is %d plus %d?\",\"completion\":\"The total is %d.\"}\n"
                            .formatted(i % 20, i % 13, i % 20 + i % 13));
        }
        data = Files.writeString(folder.resolve("rows.jsonl"), rows);
        config =
                Files.writeString(
                        folder.resolve("config.yaml"),
                        "max_steps: 120\nsave_steps: 7\nlearning_rate: 1.0e-4\n"
                                + "per_device_train_batch_size: 4\n");
    }

    private Process start(Path out, String... more) throws IOException {
        return start("sft", out, more);
    }

    private Process start(String algorithm, Path out, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Maslin.class.getName(),
                                "train",
                                algorithm,
                                "--model",
                                BASE,
                                "--data",
                                data.toString(),
                                "--config",
                                config.toString(),
                                "-o",
                                out.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(out).toFile())
                .start();
    }

    private static Path log(Path out) {
        return out.resolveSibling(out.getFileName() + ".log");
    }

    private static void requireDone(Path out, Process process) throws Exception {
        assertThat(process.waitFor()).as(Files.readString(log(out))).isZero();
    }

    private static void awaitSteps(Path out, int steps) throws Exception {
        Path metrics = out.resolve("metrics.jsonl");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < steps) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static void assertSameRun(Path one, Path other) {
        for (String file : List.of("model.safetensors", "metrics.jsonl", "training.json")) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
    }

    @Test
    void killedInTheMiddle_startedAgain_endsInTheSameWeights() throws Exception {
        Path straight = folder.resolve("straight");
        Path killed = folder.resolve("killed");
        requireDone(straight, start(straight));
        Process process = start(killed);
        awaitSteps(killed, 45);
        process.destroyForcibly();
        assertThat(process.waitFor()).as("killed while it worked").isEqualTo(KILLED);
        assertThat(killed.resolve("model.safetensors")).doesNotExist();
        requireDone(killed, start(killed));
        assertSameRun(straight, killed);
    }

    @Test
    void workerKilledInTheMiddle_endsTheRunWithAMessage_andItGoesOn() throws Exception {
        Path straight = folder.resolve("two straight");
        Path killed = folder.resolve("two killed");
        requireDone(straight, start(straight, "--workers", "2"));
        Process process = start(killed, "--workers", "2");
        awaitSteps(killed, 30);
        List<ProcessHandle> children;
        try (Stream<ProcessHandle> all = process.children()) {
            children = all.toList();
        }
        assertThat(children).hasSize(1);
        children.getFirst().destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log(killed))
                .content()
                .contains("error: Worker 1 (process")
                .contains("137")
                .contains("goes on from its last checkpoint");
        assertThat(killed.resolve("model.safetensors")).doesNotExist();
        requireDone(killed, start(killed, "--workers", "2"));
        assertSameRun(straight, killed);
        meetAtAPort(straight);
    }

    @Test
    void samplingWorkersKilledInTheMiddle_startedAgain_endInTheSameWeights() throws Exception {
        config =
                Files.writeString(
                        folder.resolve("rollouts.yaml"),
                        "max_steps: 40\nsave_steps: 5\nlearning_rate: 1.0e-4\n"
                                + "per_device_train_batch_size: 4\nnum_generations: 4\n"
                                + "max_completion_length: 12\nreward_funcs: [finished, brevity]\n");
        Path straight = folder.resolve("drawn straight");
        Path killed = folder.resolve("drawn killed");
        requireDone(straight, start("grpo", straight, "--workers", "2"));
        Process process = start("grpo", killed, "--workers", "2");
        awaitSteps(killed, 12);
        process.destroyForcibly();
        assertThat(process.waitFor()).as("killed while it worked").isEqualTo(KILLED);
        assertThat(killed.resolve("model.safetensors")).doesNotExist();
        requireDone(killed, start("grpo", killed, "--workers", "2"));
        assertSameRun(straight, killed);
    }

    /** A disk of 16 MB holds one checkpoint of 11 MB, and not the next beside it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void diskThatFills_isTold_andTheRunGoesOnWhenThereIsRoom() throws Exception {
        Path straight = folder.resolve("on a large disk");
        Path disk = Files.createDirectory(folder.resolve("small disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=16m", "maslin-test", disk.toString()) != 0) {
            abort("NO DISK MAY BE MOUNTED HERE: that a full one is survived is not tested.");
        }
        try {
            Path out = disk;
            Process process = start(out);
            assertThat(process.waitFor()).as(Files.readString(log(out))).isEqualTo(1);
            assertThat(log(out)).content().contains("The disk is full.").contains("hint:");
            assertThat(out.resolve("model.safetensors")).doesNotExist();
            assertThat(out.resolve("checkpoint.safetensors")).exists();
            assertThat(out.resolve("checkpoint.safetensors.partial")).doesNotExist();
            assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isZero();
            requireDone(out, start(out));
            requireDone(straight, start(straight));
            assertSameRun(straight, out);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // The command is not there.
            return -1;
        }
    }

    /** As on several machines, where each is started by hand. */
    private void meetAtAPort(Path straight) throws Exception {
        Path met = folder.resolve("by port");
        Path other = folder.resolve("other");
        String port;
        try (var free = new ServerSocket(0)) {
            port = "127.0.0.1:" + free.getLocalPort();
        }
        Process first = start(met, "--workers", "2", "--meet", port);
        Process second = start(other, "--workers", "2", "--meet", port, "--rank", "1");
        requireDone(met, first);
        requireDone(other, second);
        assertSameRun(straight, met);
        assertThat(other).doesNotExist();
    }

    @Test
    void algorithmOfOneWorker_refusesMore() {
        assertThat(
                        Maslin.run(
                                "train",
                                "bco",
                                "--model",
                                BASE,
                                "--data",
                                data.toString(),
                                "-o",
                                folder.resolve("out").toString(),
                                "--workers",
                                "2"))
                .isEqualTo(2);
    }
}
