package org.maslin.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {

    @TempDir private Path folder;

    @Test
    void missingFolderOfAnOutput_isNamed_notTheFile() {
        assertThat(told(new NoSuchFileException(folder.resolve("new/out.csv").toString())))
                .isEqualTo(
                        """
                        error: There is no file or folder %s.
                        hint: Check the path.
                        """
                                .formatted(folder.resolve("new")));
    }

    @Test
    void unwritablePlaces_areNamed_withAWayOut() {
        assertThat(told(new AccessDeniedException("/data/maslin")))
                .isEqualTo(
                        """
                        error: This user may not read or write /data/maslin.
                        hint: Change its owner or mode, or choose another path.
                        """);
        assertThat(told(new FileSystemException("/cd/data", null, "Read-only file system")))
                .isEqualTo(
                        """
                        error: /cd/data: Read-only file system.
                        hint: Choose another path.
                        """);
    }

    @Test
    void fullDisk_isToldAsSuch_howeverItComes() {
        var full = new IOException("No space left on device");
        String expected =
                """
                error: The disk is full.
                hint: Free some space and run the same command again.
                """;
        assertThat(told(full)).isEqualTo(expected);
        assertThat(told(new UncheckedIOException(full))).isEqualTo(expected);
    }

    @Test
    void errorOfOurOwn_keepsItsTrace() {
        assertThat(told(new IllegalStateException("never")))
                .contains("IllegalStateException: never", "at org.maslin");
    }

    private static String told(Exception thrown) {
        var err = new StringWriter();
        int exit =
                new CommandLine(new Failing(thrown))
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler(new Errors())
                        .execute();
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        return err.toString();
    }

    @Command
    private record Failing(Exception thrown) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw thrown;
        }
    }
}
