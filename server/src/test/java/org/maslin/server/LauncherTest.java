package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher at the root, on a tree that looks built, with a Java that tells what it was asked.
 */
class LauncherTest {

    @TempDir private Path folder;
    private Path tree = Path.of("");

    @BeforeEach
    void build() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
        Files.copy(Path.of("..", "maslin"), tree.resolve("maslin"));
        write(tree.resolve("web/src/api/contract.ts"), "");
        write(tree.resolve("server/target/app/maslin-app.jar"), "");
        write(tree.resolve("server/target/built"), "");
    }

    /**
     * The program ran in the folder of the launcher, and found no file that was named from here.
     */
    @Test
    void program_runsInTheCallersFolder() throws Exception {
        assertThat(launch(jdk("25.0.3"), "demo", "--answers", "here"))
                .isEqualTo("%s demo --answers here\n".formatted(folder.toRealPath()));
    }

    /** The build writes the contract's types after its stamp, so every start built again. */
    @Test
    void whatTheBuildWritesAmongTheSources_isNoReasonToBuildAgain() throws Exception {
        Files.setLastModifiedTime(
                tree.resolve("web/src/api/contract.ts"),
                FileTime.from(Instant.now().plus(Duration.ofHours(1))));
        assertThat(launch(jdk("25.0.3"), "--help")).endsWith("--help\n");
    }

    @Test
    void jdkThatIsTooOld_isRefused_byPlaceAndVersion() throws Exception {
        Path old = jdk("17.0.9");
        assertThat(launch(old, "--help"))
                .contains("needs a JDK 25.0.3 or newer", old + ", which is 17.0.9")
                .contains("hint: install one");
        assertThat(launch(jdk("25.0.2"), "--help")).contains("An older 25 will not do");
        assertThat(launch(folder.resolve("none"), "--help")).contains("which is no JDK");
    }

    private Path jdk(String version) throws IOException {
        Path jdk = folder.resolve("jdk-" + version);
        Path java =
                write(
                        jdk.resolve("bin/java"),
                        """
                        #!/bin/sh
                        while [ "$1" != -jar ]; do shift; done
                        shift 2
                        echo "$(pwd -P) $*"
                        """);
        Path javac = write(jdk.resolve("bin/javac"), "");
        for (Path program : List.of(java, javac)) {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        write(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return jdk;
    }

    private String launch(Path jdk, String... arguments) throws Exception {
        var command = new ProcessBuilder("sh", tree.resolve("maslin").toString());
        command.command().addAll(List.of(arguments));
        command.environment().put("MASLIN_JAVA_HOME", jdk.toString());
        Process launched = command.directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(launched.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launched.waitFor()).isEqualTo(said.startsWith("error") ? 1 : 0);
        return said;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }
}
