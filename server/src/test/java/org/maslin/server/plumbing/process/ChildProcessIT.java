package org.maslin.server.plumbing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Progress;

@Timeout(30)
final class ChildProcessIT {

    private final Path log;

    ChildProcessIT(@TempDir Path temporary) {
        this.log = temporary.resolve("child.log");
    }

    @Test
    void outcome_afterWork_isDoneWithEveryStepHeard() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        var child =
                start("count", (done, total, what) -> heard.add(done + "/" + total + " " + what));

        assertThat(child.outcome().get()).isEqualTo(new ChildOutcome.Done());
        assertThat(heard).containsExactly("1/3 counting up", "2/3 counting up", "3/3 counting up");
        assertThat(log).content().contains("a print of some library");
    }

    @Test
    void outcome_afterFailure_tellsTheMessage() throws Exception {
        assertThat(start("fail", Progress.NONE).outcome().get())
                .isEqualTo(new ChildOutcome.Failed("There is no model."));
    }

    @Test
    void outcome_afterCrash_tellsTheExit() throws Exception {
        assertThat(start("crash", Progress.NONE).outcome().get())
                .isEqualTo(new ChildOutcome.Died(134));
    }

    @Test
    void cancel_fromProgress_endsTheChild() throws Exception {
        var child =
                start(
                        "endless",
                        (done, total, what) -> {
                            if (done == 3) {
                                throw new CancellationException();
                            }
                        });
        assertThat(child.outcome().get()).isEqualTo(new ChildOutcome.Cancelled());
    }

    @Test
    void cancel_ofAChildThatDoesNotListen_endsItAllTheSame() throws Exception {
        var begun = new CompletableFuture<Long>();
        var child = start("deaf", (done, total, what) -> begun.complete(done));
        begun.get();
        child.cancel();
        assertThat(child.outcome().get(4, TimeUnit.SECONDS))
                .isEqualTo(new ChildOutcome.Cancelled());
    }

    @Test
    void kill_ofTheParent_endsTheChildWithinTwoSeconds() throws Exception {
        var grandchild = new CompletableFuture<Long>();
        var parent = start("parent", (done, total, what) -> grandchild.complete(done));
        var handle = ProcessHandle.of(grandchild.get()).orElseThrow();

        ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();
        assertThat(Ended.within(handle, Duration.ofSeconds(2))).isTrue();

        assertThat(parent.outcome().get()).isEqualTo(new ChildOutcome.Died(137));
    }

    private ChildProcess start(String work, Progress progress) throws Exception {
        return ChildProcess.start(
                new ChildCommand(
                        ChildMain.class.getName(),
                        List.of(work, log.toString()),
                        64,
                        1,
                        List.of(),
                        log),
                progress);
    }
}
