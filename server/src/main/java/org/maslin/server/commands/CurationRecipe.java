package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.curate.Parameters;
import org.maslin.curate.Pipeline;
import org.maslin.curate.Stage;
import org.maslin.curate.Stages;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a curation recipe: {@code stages}, a list of stages by name with their parameters. */
final class CurationRecipe {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path file;

    private CurationRecipe(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException if it is no YAML, or names a stage or parameter that is not known
     */
    static Pipeline read(Path file) throws IOException {
        return new CurationRecipe(file).pipeline(parse(file));
    }

    private static JsonNode parse(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            return YAML.readTree(content);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String place =
                    at == null
                            ? file.toString()
                            : "%s:%d:%d".formatted(file, at.getLineNr(), at.getColumnNr());
            String message = e.getOriginalMessage();
            throw new BadInputException(
                    place,
                    message == null ? "something else" : message.lines().findFirst().orElse(""),
                    "YAML",
                    "Indent with spaces, and write each key once.");
        }
    }

    private Pipeline pipeline(JsonNode recipe) {
        for (String key : recipe.propertyNames()) {
            if (!key.equals("stages")) {
                throw unknown("%s, key \"%s\"".formatted(file, key), key, List.of("stages"), "key");
            }
        }
        JsonNode listed = recipe.path("stages");
        if (!listed.isArray() || listed.isEmpty()) {
            throw new BadInputException(
                    file.toString(),
                    "no list of stages",
                    "stages:, then one \"- stage: NAME\" for each",
                    "Known are: %s.".formatted(String.join(", ", Stages.names())));
        }
        var stages = new ArrayList<Stage>();
        for (int i = 0; i < listed.size(); i++) {
            stages.add(stage("%s, stages[%d]".formatted(file, i), listed.get(i)));
        }
        return new Pipeline(stages);
    }

    private static Stage stage(String place, JsonNode node) {
        JsonNode named = node.isString() ? node : node.path("stage");
        if (!named.isString()) {
            throw new BadInputException(
                    place,
                    node.toString(),
                    "stage: NAME",
                    "Known are: %s.".formatted(String.join(", ", Stages.names())));
        }
        String name = named.stringValue();
        Stage stage = Stages.named(name);
        if (stage == null) {
            throw unknown(place, name, Stages.names(), "stage");
        }
        String inside = "%s (%s)".formatted(place, name);
        try {
            return Parameters.with(stage, changes(inside, stage, node));
        } catch (IllegalArgumentException e) {
            throw e instanceof BadInputException
                    ? e
                    : new BadInputException(
                            inside,
                            String.valueOf(e.getMessage()),
                            "parameters of " + name,
                            "See docs/reference/curation-recipe.md.");
        }
    }

    private static Map<String, Object> changes(String place, Stage stage, JsonNode node) {
        var known = Parameters.of(stage).keySet();
        var changes = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (key.equals("stage")) {
                continue;
            }
            if (!known.contains(key)) {
                throw unknown("%s, key \"%s\"".formatted(place, key), key, known, "parameter");
            }
            changes.put(key, plain(entry.getValue()));
        }
        return changes;
    }

    private static Object plain(JsonNode node) {
        if (node.isArray()) {
            return node.values().stream().map(CurationRecipe::plain).toList();
        }
        if (node.isInt()) {
            return node.intValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asString();
    }

    private static BadInputException unknown(
            String place, String word, Collection<String> known, String what) {
        return new BadInputException(
                place,
                "\"%s\"".formatted(word),
                known.isEmpty() ? "no " + what : "a known " + what,
                Nearest.hint(word, known));
    }
}
