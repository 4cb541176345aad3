package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.server.cli.ExitCode;
import picocli.CommandLine;

class CurateCommandTest {

    private static final String DEDUP = "stages:\n  - stage: exact-dedup\n  - stage: redact\n";

    @TempDir Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void curate_writesKeptAndDecisions_andCarriesOtherFields() throws IOException {
        int code =
                curate(
                        DEDUP,
                        """
                        {"id":"a","text":"write to me@here.org","n":1.50}
                        {"text":"write to me@here.org"}
                        {"id":7,"text":"other"}
                        """,
                        "--json");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(lines("kept.jsonl"))
                .containsExactly(
                        "{\"id\":\"a\",\"text\":\"write to email@example.com\",\"n\":1.50}",
                        "{\"id\":\"7\",\"text\":\"other\"}");
        assertThat(lines("decisions.jsonl"))
                .containsExactly(
                        "{\"id\":\"a\",\"keep\":true,\"stage\":null,\"reason\":null,\"edits\":[{\"stage\":\"redact\",\"what\":\"email\",\"count\":1}]}",
                        "{\"id\":\"%s:2\",\"keep\":false,\"stage\":\"exact-dedup\",\"reason\":\"duplicate\"}"
                                .formatted(folder.resolve("in.jsonl")),
                        "{\"id\":\"7\",\"keep\":true,\"stage\":null,\"reason\":null}");
        assertThat(out.toString().strip())
                .isEqualTo(
                        "{\"read\":3,\"kept\":2,\"rejected\":0,\"dropped\":{\"exact-dedup\":{\"duplicate\":1}},\"edited\":{\"redact\":{\"email\":1}}}");
        assertThat(names()).containsExactly("decisions.jsonl", "kept.jsonl", "manifest.json");
    }

    @Test
    void curate_ofBrokenRecord_failsBeforeAnythingIsWritten() throws IOException {
        int code = curate(DEDUP, "{\"text\":\"x\"}\n{\"text\":5}\n");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("in.jsonl:2, field \"text\": found NUMBER 5");
        assertThat(names()).isEmpty();
    }

    @Test
    void curate_keepingTheOthers_listsEachRejectedRecordOnce() throws IOException {
        int code = curate(DEDUP, "{\"text\":\"x\"}\n{\"text\":5}\n{\"tex\n", "--on-reject", "keep");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(lines("rejected.jsonl")).hasSize(2);
        assertThat(lines("rejected.jsonl").getLast())
                .contains("\"place\"", "in.jsonl:3:6", "\"found\"", "\"expected\"", "\"hint\"");
        assertThat(lines("kept.jsonl")).hasSize(1);
    }

    /** A run that was killed left its half-written files beside the results for ever. */
    @Test
    void curate_afterAKilledRun_removesWhatItLeft_andWritesTheSame() throws IOException {
        curate(DEDUP, "{\"text\":\"x\"}\n{\"text\":\"x\"}\n");
        List<String> kept = lines("kept.jsonl");
        Path scratch = Files.createDirectories(folder.resolve("out/.unfinished"));
        Files.writeString(scratch.resolve("kept.jsonl"), "{\"id\":\"cut o");
        Files.writeString(scratch.resolve("keys-7.tmp"), "0123456789");
        Files.writeString(scratch.resolve("lock"), "");

        assertThat(curate(DEDUP, "{\"text\":\"x\"}\n{\"text\":\"x\"}\n")).isEqualTo(ExitCode.OK);

        assertThat(lines("kept.jsonl")).isEqualTo(kept);
        assertThat(names()).containsExactly("decisions.jsonl", "kept.jsonl", "manifest.json");
    }

    @Test
    void curate_intoAFolderThatIsBeingWritten_isRefused() throws IOException {
        try (var other = new CuratedFiles(folder.resolve("out"))) {
            assertThat(curate(DEDUP, "{\"text\":\"x\"}\n")).isEqualTo(ExitCode.FAILED);
            assertThat(other.scratch()).isNotEmptyDirectory();
        }
        assertThat(err.toString()).contains("a folder that another curation is writing to");
    }

    @Test
    void recipe_withMisspelledStageOrParameter_namesTheNearest() throws IOException {
        assertThat(curate("stages:\n  - stage: minhash-dedupe\n", "")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("stages[0]: found \"minhash-dedupe\"")
                .contains("Maybe you meant \"minhash-dedup\".");

        curate("stages:\n  - stage: gopher-quality\n    min-docs-words: 5\n", "");
        assertThat(err.toString()).contains("Maybe you meant \"min-doc-words\".");

        curate("stages:\n  - stage: gopher-quality\n    min-doc-words: few\n", "");
        assertThat(err.toString()).contains("min-doc-words (few) must be a whole number.");
    }

    private int curate(String recipe, String input, String... more) throws IOException {
        Path recipeFile = Files.writeString(folder.resolve("recipe.yaml"), recipe);
        Path in = Files.writeString(folder.resolve("in.jsonl"), input);
        var line =
                new CommandLine(new CurateCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler(
                                (exception, command, parsed) -> {
                                    command.getErr().println(exception.getMessage());
                                    if (exception instanceof BadInputException bad) {
                                        command.getErr().println(bad.hint());
                                    }
                                    return ExitCode.FAILED;
                                });
        var arguments = new ArrayList<String>();
        arguments.add(recipeFile.toString());
        arguments.add("--in=" + in);
        arguments.add("-o=" + folder.resolve("out"));
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name));
    }

    private List<String> names() throws IOException {
        if (!Files.exists(folder.resolve("out"))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
