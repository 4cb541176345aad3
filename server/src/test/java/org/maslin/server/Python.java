package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.Assumptions;
import org.maslin.core.Sha256;

/**
 * A Python of the tests' own, with pinned packages: made the first time a list of them is used.
 * Without Python the tests are left out, except in CI, where they fail.
 */
public final class Python {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private final Path python;

    private Python(Path python) {
        this.python = python;
    }

    /** The Python with the packages that a file lists. */
    public static Python with(Path requirements) throws IOException, InterruptedException {
        String hash = Sha256.hex(Files.readString(requirements)).substring(0, 16);
        Path home = Path.of("target", "python-" + hash).toAbsolutePath();
        Path ready = home.resolve("ready");
        Path python = home.resolve("bin").resolve("python");
        if (!Files.exists(ready)) {
            require(
                    run(List.of("python3", "-m", "venv", home.toString()), Path.of("."), Map.of()),
                    "Python 3.10 or newer with its venv (apt-get install python3 python3-venv)");
            require(
                    run(
                            List.of(
                                    python.toString(),
                                    "-m",
                                    "pip",
                                    "install",
                                    "--quiet",
                                    "--disable-pip-version-check",
                                    "-r",
                                    requirements.toAbsolutePath().toString()),
                            Path.of("."),
                            Map.of()),
                    "the packages of " + requirements + " from a Python index");
            Files.createFile(ready);
        }
        return new Python(python);
    }

    private static void require(int exit, String what) {
        if (exit != 0 && CI) {
            throw new AssertionError("There is no " + what + ".");
        }
        Assumptions.assumeTrue(exit == 0, "LEFT OUT, for there is no " + what + ".");
    }

    /** Runs the tests in a folder; they must hold. */
    public void test(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        int exit =
                run(
                        List.of(
                                python.toString(),
                                "-m",
                                "pytest",
                                "-q",
                                "--tb=short",
                                "-p",
                                "no:cacheprovider",
                                "."),
                        folder,
                        environment);
        assertThat(exit).as("pytest in %s", folder).isZero();
    }

    /** How a command ended, having told what it said; -1 if there is no such program. */
    private static int run(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException none) {
            return -1;
        }
        var late = new Timer(true);
        late.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        process.destroyForcibly();
                    }
                },
                PATIENCE.toMillis());
        try (var said = process.inputReader()) {
            said.lines().forEach(System.out::println);
            return process.waitFor();
        } finally {
            late.cancel();
            process.destroyForcibly();
        }
    }
}
