package org.maslin.server.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Sha256;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.cli.Maslin;
import org.maslin.server.recipes.TextRecipes;
import org.maslin.synth.text.Phase;
import org.maslin.synth.text.TextRecipe;
import org.maslin.synth.text.TextRow;
import org.maslin.synth.text.TextRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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

    @Parameters(
            paramLabel = "RECIPE.yaml",
            description = "The recipe, or the name of one that ships: help-desk.")
    private String recipe = "";

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
        TextRecipes.Loaded loaded = TextRecipes.load(recipe);
        TextRecipe plan = plan(loaded.recipe());
        try (BufferedWriter rows = Files.newBufferedWriter(output)) {
            new TextRun(plan).write(SynthTextCommand::report, row -> append(rows, row));
        }
        String rowsHash = Sha256.hex(output);
        Files.writeString(
                Path.of(output + ".passport.json"),
                passport(plan, loaded.sha256(), rowsHash).toPrettyString() + "\n");
        System.out.printf("%d rows in %s, sha256 %s%n", plan.count(), output, rowsHash);
        return ExitCode.OK;
    }

    private static void report(long done, long total, String what) {
        System.err.printf("%d of %d %s%n", done, total, what);
    }

    private TextRecipe plan(TextRecipe recipe) {
        TextRecipe plan = count == null ? recipe : recipe.withCount(count);
        plan = seed == null ? plan : plan.withSeed(seed);
        return mix == null ? plan : plan.withMix(mix);
    }

    private static ObjectNode passport(TextRecipe plan, String recipeHash, String rowsHash) {
        ObjectNode passport =
                JSON.createObjectNode()
                        .put("generator", "maslin synth text, grammar")
                        .put("version", Maslin.VERSION)
                        .put("recipe", plan.name())
                        .put("recipe_sha256", recipeHash)
                        .put("seed", plan.seed())
                        .put("prompts", plan.prompts().name().toLowerCase(Locale.ROOT));
        ArrayNode phases = passport.putArray("phases");
        for (Phase phase : plan.phases()) {
            phases.addObject().put("mix", phase.mix()).put("share", phase.share());
        }
        return passport.put("rows", plan.count()).put("sha256", rowsHash);
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
