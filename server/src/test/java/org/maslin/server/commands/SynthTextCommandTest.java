package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Sha256;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.cli.Maslin;
import org.maslin.synth.text.PromptSplit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SynthTextCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder = Path.of("");

    @Test
    void text_shippedRecipe_writesPairsAndTheirPassport() throws IOException {
        Path out = folder.resolve("out.jsonl");
        assertThat(run("help-desk", out, "--count", "50", "--seed", "3", "--mix", "clean"))
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(out))
                .hasSize(50)
                .allSatisfy(
                        line ->
                                assertThat(JSON.readTree(line).propertyNames())
                                        .containsExactly("prompt", "completion"));
        JsonNode passport = JSON.readTree(folder.resolve("out.jsonl.passport.json").toFile());
        assertThat(passport.get("rows").asInt()).isEqualTo(50);
        assertThat(passport.get("seed").asInt()).isEqualTo(3);
        assertThat(passport.get("sha256").asString()).isEqualTo(Sha256.hex(out));
        assertThat(passport.at("/phases/0/mix").asString()).isEqualTo("clean");
    }

    @Test
    void text_heldOutPrompts_areDistinctAndHeldOut() throws IOException {
        Path recipe =
                Files.writeString(
                        folder.resolve("prompts.yaml"),
                        "extends: help-desk\noutput: prompt\nprompts: held-out\ncount: 200\n");
        Path out = folder.resolve("out.jsonl");
        assertThat(run(recipe.toString(), out)).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(out).stream().map(line -> JSON.readTree(line).get("prompt")))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        prompt ->
                                assertThat(PromptSplit.HELD_OUT.covers(prompt.asString()))
                                        .isTrue());
    }

    @Test
    void text_missingRecipe_fails() {
        assertThat(run(folder.resolve("none.yaml").toString(), folder.resolve("out.jsonl")))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void text_withoutOutput_isBadUsage() {
        assertThat(Maslin.run("synth", "text", "help-desk")).isEqualTo(ExitCode.BAD_USAGE);
    }

    private static int run(String recipe, Path out, String... more) {
        var arguments = new String[5 + more.length];
        arguments[0] = "synth";
        arguments[1] = "text";
        arguments[2] = recipe;
        arguments[3] = "-o";
        arguments[4] = out.toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Maslin.run(arguments);
    }
}
