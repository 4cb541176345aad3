package org.maslin.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.security.Principal;
import org.maslin.server.TestServer;

@Timeout(120)
class WorkerProcessIT {

    @TempDir private Path folder;

    /** The server started one child after another, without a rest and without an end. */
    @Test
    void jobUnderWhichEveryChildDies_failsAndNamesTheLog() throws Exception {
        try (TestServer server = TestServer.open(folder)) {
            var principal = Principal.system(server.organisation("Mill"));
            Jobs jobs = server.facade(Jobs.class);
            UUID id = jobs.start(principal, JobKind.Place.WORKER, "no-such-kind", "{}");
            Job job = jobs.get(principal, id);
            while (!job.isFinished()) {
                killChildren();
                Thread.sleep(20);
                job = jobs.get(principal, id);
            }
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.error())
                    .contains("died 5 times", "exit code 137", "worker.log", "resume it");
            assertThat(server.rows("select task_instance from scheduled_worker_jobs")).isEmpty();

            jobs.resume(principal, id);
            while (!jobs.get(principal, id).isFinished()) {
                Thread.sleep(20);
            }
            assertThat(jobs.get(principal, id).error()).contains("no kind of job");
        }
    }

    private static void killChildren() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
