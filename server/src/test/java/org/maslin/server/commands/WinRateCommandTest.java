package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class WinRateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void judgementsOfOneKind_giveTheRateAndTheSameAtEqualLength() throws IOException {
        assertThat(run(judged(40))).isEqualTo(ExitCode.OK);

        JsonNode figures = Json.mapper().readTree(out.toString());
        assertThat(figures.path("win-rate").path("estimate").doubleValue()).isEqualTo(0.75);
        assertThat(figures.has("length-matched-win-rate")).isTrue();
    }

    @Test
    void machine_isCorrectedByPeople() throws IOException {
        // People: three of four win. The machine says so of every prompt, wherever it looks.
        assertThat(run(judged(40) + machine(400))).isEqualTo(ExitCode.OK);

        JsonNode figures = Json.mapper().readTree(out.toString());
        assertThat(figures.path("win-rate").path("estimate").doubleValue()).isEqualTo(0.75);
        assertThat(figures.path("win-rate").path("method").stringValue()).contains("PPI++");
        assertThat(figures.path("win-rate-by-machine").path("estimate").doubleValue()).isEqualTo(1);
    }

    @Test
    void badLine_isNamed() throws IOException {
        assertThat(run("{\"prompt\": \"p\", \"judge\": \"a\", \"outcome\": 2}\n"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("judged.jsonl:1", "outcome", "found 2", "0.5 for a tie");
    }

    private static String judged(int prompts) {
        var lines = new StringBuilder();
        for (int i = 0; i < prompts; i++) {
            lines.append(
                    "{\"prompt\": \"p%d\", \"judge\": \"ann\", \"human\": true, \"outcome\": %d}\n"
                            .formatted(i, i % 4 == 0 ? 0 : 1));
        }
        return lines.toString();
    }

    private static String machine(int prompts) {
        var lines = new StringBuilder();
        for (int i = 0; i < prompts; i++) {
            lines.append("{\"prompt\": \"p%d\", \"judge\": \"m\", \"outcome\": 1}\n".formatted(i));
        }
        return lines.toString();
    }

    private int run(String lines) throws IOException {
        Path file = folder.resolve("judged.jsonl");
        Files.writeString(file, lines);
        var command = new CommandLine(new WinRateCommand());
        command.setOut(new PrintWriter(out, true));
        command.setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                    err.append(exception.getMessage());
                    return ExitCode.FAILED;
                });
        return command.execute(file.toString(), "--json");
    }
}
