package org.maslin.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.plumbing.Settings;

class WorkerArgumentsTest {

    /** A job whose rows were kept in S3 looked for them in the data folder. */
    @Test
    void child_isToldWhereFilesAreAndHowOthersReachIt() {
        var settings =
                new Settings(
                        Settings.Role.SERVER,
                        "server",
                        false,
                        false,
                        "jdbc:postgresql://db/maslin?user=owner",
                        List.of("10.0.0.0/8"),
                        null,
                        "https://store/bucket",
                        List.of(),
                        "https://graders/v1",
                        null,
                        "10.0.0.4");
        assertThat(WorkerProcess.arguments("worker-1", Path.of("/data"), settings))
                .containsExactly(
                        "work",
                        "--child",
                        "--instance",
                        "worker-1",
                        "--data",
                        "/data",
                        "--db",
                        "jdbc:postgresql://db/maslin?user=owner",
                        "--blobs",
                        "https://store/bucket",
                        "--own",
                        "10.0.0.4",
                        "--grader-endpoint",
                        "https://graders/v1",
                        "--allow-egress",
                        "10.0.0.0/8");
    }

    @Test
    void child_ofABundledDatabase_isToldNoMore() {
        var settings = new Settings(Settings.Role.SERVER, "server", true, false, null);
        assertThat(WorkerProcess.arguments("worker-1", Path.of("/data"), settings))
                .containsExactly("work", "--child", "--instance", "worker-1", "--data", "/data");
    }
}
