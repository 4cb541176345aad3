package org.maslin.server.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.security.Principal;
import org.maslin.server.TestServer;
import org.maslin.server.cli.Maslin;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.JobState;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.train.TrainingConfig.Algorithm;

/** A server and a second process that works, which sits at the jobs of the first. */
@Timeout(900)
final class SeatsIT {

    private static final int STEPS = 200;

    /** Two batches of 8, one for each worker. */
    private static final Map<String, Object> SHARED = Map.of("per_device_train_batch_size", 16);

    /** Adam lets the rounding of one order of addition grow to a step's length in time. */
    private static final int FEW = 10;

    private static final double TOLERANCE = 1e-4;

    @TempDir private Path folder = Path.of("");
    private String base = "";
    private String rows = "";

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Principal principal;

    /** Not there before a test starts it. */
    @SuppressWarnings("NullAway.Init")
    private Process second;

    @BeforeEach
    void open() throws Exception {
        server = TestServer.open(folder.resolve("data"));
        principal = Principal.system(server.organisation("Mill"));
        base = server.facade(BaseModels.class).register(principal).id();
        var lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append(
                    "{\"prompt\":\"What is %d plus %d?\",\"completion\":\"The total is %d.\"}\n"
                            .formatted(i % 20, i % 13, i % 20 + i % 13));
        }
        byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
        rows =
                server.facade(Blobs.class)
                        .put(
                                principal.organisationId(),
                                new ByteArrayInputStream(content),
                                content.length)
                        .address();
    }

    @AfterEach
    void close() {
        if (second != null) {
            second.descendants().forEach(ProcessHandle::destroyForcibly);
            second.destroyForcibly();
        }
        server.close();
    }

    @Test
    void workersOfTwoProcesses_makeTheStepsOfOne_andOutliveTheDeathOfEither() throws Exception {
        byte[] alone = weights(finished(start(1, FEW, Map.of("gradient_accumulation_steps", 2))));
        assertClose(alone, weights(finished(start(2, FEW, SHARED))));
        byte[] together = weights(finished(start(2, STEPS, SHARED)));
        startSecond();

        UUID shared = startBeforeSecond();
        String seat = awaitSeat(shared, "");
        assertThat(children(second)).hasSize(1);
        awaitSteps(shared, 10);
        assertThat(files(shared).resolve("worker-1.log")).exists();
        assertThat(job(shared).what()).contains("2 workers");
        assertThat(weights(finished(shared))).as("a seat").isEqualTo(together);
        assertThat(server.rows("select id from job_seats")).isEmpty();

        UUID disturbed = startBeforeSecond();
        String first = awaitSeat(disturbed, seat);
        awaitSteps(disturbed, 40);
        children(second).getFirst().destroyForcibly();
        awaitSeat(disturbed, first);
        awaitSteps(disturbed, 110);
        assertThat(job(disturbed).isFinished()).isFalse();
        second.destroyForcibly();
        assertThat(weights(finished(disturbed))).as("two deaths").isEqualTo(together);
        assertThat(server.rows("select id from job_seats")).isEmpty();
    }

    private UUID start(int workers, int steps, Map<String, Object> more) {
        var settings =
                new TreeMap<String, Object>(
                        Map.of(
                                "max_steps",
                                steps,
                                "save_steps",
                                10,
                                "learning_rate",
                                1e-4,
                                "per_device_train_batch_size",
                                8));
        settings.putAll(more);
        var work =
                new FineTune(
                        "adds-" + workers,
                        base,
                        Algorithm.SFT,
                        rows,
                        "file",
                        "rows",
                        settings,
                        workers);
        return server.facade(Jobs.class)
                .start(principal, JobKind.Place.WORKER, FineTuneJob.NAME, work);
    }

    /** Has the server's own process take the job, and the second a seat at it. */
    private UUID startBeforeSecond() throws Exception {
        signal("STOP");
        UUID id = start(2, STEPS, SHARED);
        while (job(id).state() != JobState.RUNNING) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        signal("CONT");
        return id;
    }

    private void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(second.pid()));
        assertThat(kill.inheritIO().start().waitFor()).isZero();
    }

    private void startSecond() throws Exception {
        Path log = folder.resolve("second.log");
        second =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Maslin.class.getName(),
                                "work",
                                "--data",
                                folder.resolve("data").toString(),
                                "--instance",
                                "second")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        while (!Files.readString(log).contains("Works on the jobs of")) {
            assertThat(second.isAlive()).as(() -> read(log)).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The second process's seat at a job, once it has another than the one before. */
    private String awaitSeat(UUID job, String before) throws Exception {
        while (true) {
            List<String> seats =
                    server.rows(
                            "select id from job_seats where job_id = '%s' and state = 'called' and taken_by = 'second'"
                                    .formatted(job));
            if (!seats.isEmpty()
                    && !seats.getFirst().equals(before)
                    && !children(second).isEmpty()) {
                return seats.getFirst();
            }
            assertThat(job(job).isFinished()).as("before the second process sat").isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void awaitSteps(UUID job, int steps) throws Exception {
        Path metrics = files(job).resolve("model").resolve("metrics.jsonl");
        while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < steps) {
            assertThat(job(job).isFinished()).as("before %d steps", steps).isFalse();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private Path files(UUID job) {
        return server.foundation().folder().jobs().resolve(job.toString());
    }

    private static List<ProcessHandle> children(Process process) {
        try (Stream<ProcessHandle> all = process.children()) {
            return all.toList();
        }
    }

    private Job job(UUID id) {
        return server.facade(Jobs.class).get(principal, id);
    }

    private UUID finished(UUID id) throws Exception {
        while (!job(id).isFinished()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(job(id).state()).as(job(id).error()).isEqualTo(JobState.DONE);
        return id;
    }

    private byte[] weights(UUID job) throws IOException {
        var made = server.facade(Jobs.class).result(principal, job, FineTuned.class);
        return Files.readAllBytes(
                server.facade(Models.class)
                        .files(principal, made.modelId())
                        .resolve("model.safetensors"));
    }

    private static void assertClose(byte[] one, byte[] other) {
        float[] a = numbers(one);
        float[] b = numbers(other);
        assertThat(b).hasSameSizeAs(a);
        int close = 0;
        for (int i = 0; i < a.length; i++) {
            close += Math.abs(a[i] - b[i]) <= TOLERANCE ? 1 : 0;
        }
        assertThat(close / (double) a.length).isGreaterThanOrEqualTo(0.999);
    }

    /** What follows the header, all of it 32-bit floats. */
    private static float[] numbers(byte[] safetensors) {
        ByteBuffer all = ByteBuffer.wrap(safetensors).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(all.getLong());
        assertThat(new String(safetensors, Long.BYTES, header, StandardCharsets.UTF_8))
                .contains("F32")
                .doesNotContain("F16");
        var numbers = new float[(safetensors.length - Long.BYTES - header) / Float.BYTES];
        all.position(Long.BYTES + header)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }
}
