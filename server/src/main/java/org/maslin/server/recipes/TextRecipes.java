package org.maslin.server.recipes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;
import org.maslin.synth.text.Grader;
import org.maslin.synth.text.Mix;
import org.maslin.synth.text.Phase;
import org.maslin.synth.text.PromptSplit;
import org.maslin.synth.text.Quality;
import org.maslin.synth.text.Template;
import org.maslin.synth.text.TextOutput;
import org.maslin.synth.text.TextRecipe;
import org.maslin.synth.text.Tone;
import org.maslin.synth.text.World;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads text recipes. A recipe that extends another takes over every key it does not set itself.
 */
public final class TextRecipes {

    private static final List<String> SHIPPED = List.of("help-desk");
    private static final YAMLMapper YAML = new YAMLMapper();

    private TextRecipes() {}

    /** A recipe and the SHA-256 of all its keys after {@code extends}; comments do not count. */
    public record Loaded(TextRecipe recipe, String sha256) {}

    /**
     * The recipe in a file, or one that comes with the product, such as {@code help-desk}.
     *
     * @throws BadInputException if it cannot be understood
     */
    public static Loaded load(String nameOrFile) throws IOException {
        ObjectNode keys =
                SHIPPED.contains(nameOrFile)
                        ? parse(nameOrFile, shippedSource(nameOrFile))
                        : extended(
                                nameOrFile,
                                Files.readString(Path.of(nameOrFile)),
                                Path.of(nameOrFile));
        return new Loaded(recipe(nameOrFile, keys), Sha256.hex(keys.toString()));
    }

    private static ObjectNode extended(String place, String source, Path file) throws IOException {
        ObjectNode own = parse(place, source);
        JsonNode base = own.remove("extends");
        if (base == null) {
            return own;
        }
        ObjectNode merged = base(new RecipeNode(place, base).text(), file);
        merged.setAll(own);
        return merged;
    }

    private static ObjectNode base(String name, Path file) throws IOException {
        if (SHIPPED.contains(name)) {
            return parse(name, shippedSource(name));
        }
        Path other = file.resolveSibling(name);
        if (!Files.exists(other) || other.equals(file)) {
            throw new BadInputException(
                    "%s, extends".formatted(file),
                    "\"%s\"".formatted(name),
                    "another recipe file beside it, or one of " + String.join(", ", SHIPPED),
                    "Check the name; a file needs its ending.");
        }
        return parse(other.toString(), Files.readString(other));
    }

    private static String shippedSource(String name) throws IOException {
        try (InputStream in = TextRecipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("No recipe (%s) ships.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode parse(String place, String source) {
        try {
            if (YAML.readTree(source) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new BadInputException(
                    "%s:%d".formatted(place, e.getLocation().getLineNr()),
                    "text that is not YAML",
                    "YAML",
                    e.getOriginalMessage().lines().findFirst().orElse("Check the indentation."));
        }
        throw new BadInputException(place, "no keys", "a recipe", "Start with \"topics:\".");
    }

    private static TextRecipe recipe(String place, ObjectNode keys) {
        RecipeNode root =
                new RecipeNode(place, keys)
                        .onlyKeys(
                                "name",
                                "output",
                                "prompts",
                                "count",
                                "seed",
                                "phases",
                                "mixes",
                                "greetings",
                                "style",
                                "lists",
                                "rules",
                                "topics");
        World world = WorldReader.read(root);
        root.here(() -> new Grader(world)); // finds what is named but not there
        Map<String, Mix> mixes = mixes(root.at("mixes"));
        RecipeNode output = root.ifPresent("output");
        RecipeNode prompts = root.ifPresent("prompts");
        RecipeNode count = root.ifPresent("count");
        RecipeNode seed = root.ifPresent("seed");
        return root.here(
                () ->
                        new TextRecipe(
                                root.at("name").text(),
                                world,
                                mixes,
                                output == null
                                        ? TextOutput.PROMPT_COMPLETION
                                        : output.oneOf(TextOutput.values()),
                                prompts == null
                                        ? PromptSplit.ALL
                                        : prompts.oneOf(PromptSplit.values()),
                                phases(root.ifPresent("phases"), mixes),
                                count == null ? 1_000 : count.whole(),
                                seed == null ? 0 : seed.whole()));
    }

    private static List<Phase> phases(@Nullable RecipeNode phases, Map<String, Mix> mixes) {
        return phases == null
                ? List.of(new Phase(mixes.keySet().iterator().next(), 1))
                : phases.items(
                        phase ->
                                new Phase(
                                        phase.onlyKeys("mix", "share").at("mix").text(),
                                        phase.at("share").number()));
    }

    private static Map<String, Mix> mixes(RecipeNode mixes) {
        var all = new LinkedHashMap<String, Mix>();
        for (String name : mixes.keys()) {
            all.put(name, mix(mixes.at(name)));
        }
        return all;
    }

    private static Mix mix(RecipeNode mix) {
        mix.onlyKeys(
                "right", "partial", "wrong", "polite", "neutral", "rude", "rambling", "garbled");
        var quality = new EnumMap<Quality, Double>(Quality.class);
        for (Quality each : Quality.values()) {
            quality.put(each, mix.at(each.word()).number());
        }
        var tone = new EnumMap<Tone, Double>(Tone.class);
        for (Tone each : Tone.values()) {
            tone.put(each, mix.at(each.word()).number());
        }
        List<Double> rambling = mix.at("rambling").items(RecipeNode::number);
        double garbled = mix.has("garbled") ? mix.at("garbled").number() : 0;
        return mix.here(() -> new Mix(quality, tone, rambling, garbled));
    }

    /** Templates: one text, or a list of texts and {@code {text, weight}}. */
    static List<Template> templates(RecipeNode node, Sentences sentences) {
        var templates = new ArrayList<Template>();
        for (RecipeNode item : node.items()) {
            boolean weighted = item.isObject();
            RecipeNode text = weighted ? item.onlyKeys("text", "weight").at("text") : item;
            double weight = weighted ? item.at("weight").number() : 1;
            templates.add(text.here(() -> Template.parse(weight, sentences.checked(text.text()))));
        }
        return templates;
    }

    /** How many sentences a text may hold. */
    enum Sentences {
        ANY,
        ONE;

        String checked(String text) {
            boolean single = text.replaceAll("\\{[^}]*}", "").matches("[^.!?]*[.!?]");
            if (this == ONE && !single) {
                throw new IllegalArgumentException(
                        "An answer is graded sentence by sentence, so write exactly one,"
                                + " with its full stop at the end.");
            }
            return text;
        }
    }
}
