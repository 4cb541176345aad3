package org.maslin.server.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Sha256;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.cli.Maslin;
import org.maslin.server.recipes.TextRecipes;
import org.maslin.synth.text.TextRecipe;
import org.maslin.synth.text.TextRow;
import org.maslin.synth.text.TextRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Draws text from a recipe into a JSON Lines file, with a passport beside it. */
@Command(
        name = "text",
        mixinStandardHelpOptions = true,
        description = {
            "Draws text from a recipe.",
            "Beside OUT.jsonl, OUT.jsonl.passport.json says what made it."
        })
final class SynthTextCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe; see docs/reference.")
    private Path recipe = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT.jsonl",
            description = "The file to write.")
    private Path output = Path.of("");

    @Option(names = "--count", description = "Rows to draw, instead of the recipe's.")
    private @Nullable Long count;

    @Option(names = "--seed", description = "Seed, instead of the recipe's.")
    private @Nullable Long seed;

    @Option(names = "--mix", description = "One mix from start to end, instead of the phases.")
    private @Nullable String mix;

    @Override
    public Integer call() throws IOException {
        TextRecipe plan = plan();
        try (BufferedWriter rows = Files.newBufferedWriter(output)) {
            new TextRun(plan)
                    .write(
                            (done, total, what) ->
                                    System.err.printf("%d of %d %s%n", done, total, what),
                            row -> append(rows, row));
        }
        Path passport = Path.of(output + ".passport.json");
        String rowsHash = Sha256.hex(output);
        Files.writeString(
                passport,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(passport(plan, rowsHash))
                        + "\n");
        System.out.printf("%d rows in %s, sha256 %s%n", plan.count(), output, rowsHash);
        return ExitCode.OK;
    }

    private TextRecipe plan() throws IOException {
        TextRecipe plan = TextRecipes.read(recipe);
        plan = count == null ? plan : plan.withCount(count);
        plan = seed == null ? plan : plan.withSeed(seed);
        return mix == null ? plan : plan.withMix(mix);
    }

    private ObjectNode passport(TextRecipe plan, String rowsHash) throws IOException {
        return JSON.createObjectNode()
                .put("generator", "maslin synth text (grammar)")
                .put("version", Maslin.VERSION)
                .put("recipe", plan.name())
                .put("recipe_sha256", Sha256.hex(recipe))
                .put("phases", plan.phases().toString())
                .put("seed", plan.seed())
                .put("rows", plan.count())
                .put("sha256", rowsHash);
    }

    private static void append(BufferedWriter rows, TextRow row) {
        ObjectNode json = JSON.createObjectNode();
        switch (row) {
            case TextRow.Prompt(String id, String prompt) ->
                    json.put("id", id).put("prompt", prompt);
            case TextRow.Pair(String prompt, String completion) ->
                    json.put("prompt", prompt).put("completion", completion);
            case TextRow.Text(String text) -> json.put("text", text);
        }
        try {
            rows.append(JSON.writeValueAsString(json)).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
