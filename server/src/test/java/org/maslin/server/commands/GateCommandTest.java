package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.server.cli.ExitCode;
import picocli.CommandLine;

class GateCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir private Path folder;

    @BeforeEach
    void writeFigures() throws IOException {
        Files.writeString(
                folder.resolve("figures.json"),
                """
                {"figures": {"kl": {"estimate": 1.5, "low": 1.2, "high": 1.8, "n": 400, "method": "mean"}}}
                """);
    }

    @Test
    void gate_whenAllHold_exitsWith0() throws IOException {
        assertThat(gate("at-most: 5")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("holds  kl: estimate ≤ 5", "The gate is open.");
    }

    @Test
    void gate_whenOneDoesNotHold_exitsWith3() throws IOException {
        assertThat(gate("at-most: 1")).isEqualTo(ExitCode.CHECK_DID_NOT_HOLD);
        assertThat(out.toString()).contains("FAILS  kl", "The gate is shut.");
    }

    @Test
    void candidateThatWinsTwoOfThree_isNotInferior() throws IOException {
        assertThat(notInferior(300, 3)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("holds  not-inferior", ": so after ", " of 300 prompts");
    }

    @Test
    void fewPrompts_areUndecided_andTheGateIsShut() throws IOException {
        assertThat(notInferior(20, 2)).isEqualTo(ExitCode.CHECK_DID_NOT_HOLD);
        assertThat(out.toString())
                .contains("undecided after 20 prompts, about ", "The gate is shut.");
    }

    /** Of so many prompts, every nth is lost. */
    private int notInferior(int prompts, int nth) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < prompts; i++) {
            lines.append(
                    "{\"prompt\": \"p%d\", \"judge\": \"a\", \"outcome\": %d}\n"
                            .formatted(i, i % nth == 0 ? 0 : 1));
        }
        Files.writeString(folder.resolve("judged.jsonl"), lines);
        Path recipe = folder.resolve("prod.yaml");
        Files.writeString(
                recipe, "evaluation: judged.jsonl\nrules:\n  - {not-inferior-by: 0.05}\n");
        return run(recipe);
    }

    @Test
    void gate_asJson_isOneObject() throws IOException {
        assertThat(gate("at-most: 1", "--json")).isEqualTo(ExitCode.CHECK_DID_NOT_HOLD);
        assertThat(out.toString()).startsWith("{\"verdict\":\"fail\",\"checks\":[{\"name\":\"kl\"");
    }

    private int gate(String limit, String... options) throws IOException {
        Path recipe = folder.resolve("gate.yaml");
        Files.writeString(
                recipe,
                "evaluation: figures.json\nrules:\n  - {figure: kl, %s}\n".formatted(limit));
        return run(recipe, options);
    }

    private int run(Path recipe, String... options) {
        var command = new CommandLine(new GateCommand()).setOut(new PrintWriter(out));
        var arguments = new java.util.ArrayList<String>();
        arguments.add(recipe.toString());
        arguments.addAll(java.util.List.of(options));
        return command.execute(arguments.toArray(String[]::new));
    }
}
