package org.maslin.server.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.server.evaluation.FigureRule.Comparison;
import org.maslin.server.evaluation.FigureRule.End;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the recipes of gates. Every message names the file and the rule. */
public final class GateRecipes {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String SHIPPED = "/recipes/gate.yaml";
    private static final String NOT_INFERIOR_BY = "not-inferior-by";
    private static final double ALPHA = 0.05;
    private static final double BETA = 0.1;
    private static final double HALF = 0.5;
    private static final Map<String, Comparison> COMPARISONS = new LinkedHashMap<>();

    static {
        for (Comparison comparison : Comparison.values()) {
            COMPARISONS.put(Json.word(comparison), comparison);
        }
    }

    private GateRecipes() {}

    /** The rules that chains are held against. */
    public static GateRecipe shipped() {
        try (InputStream in = GateRecipes.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("The gate's recipe does not ship.");
            }
            return read("gate.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static GateRecipe read(Path file) throws IOException {
        return read(file.toString(), Files.readString(file));
    }

    static GateRecipe read(String place, String source) {
        JsonNode root = parse(place, source);
        onlyKeys(place, root, List.of("evaluation", "rules"));
        JsonNode evaluation = root.path("evaluation");
        return new GateRecipe(
                evaluation.isMissingNode() ? null : evaluation.asString(),
                root.has("rules") ? rules(place, root.path("rules")) : shipped().rules());
    }

    private static List<GateRule> rules(String place, JsonNode rules) {
        if (!rules.isArray() || rules.isEmpty()) {
            throw new BadInputException(
                    place + ", rules",
                    rules.toString(),
                    "a list of rules",
                    "Write - {figure: win-rate, end: low, above: 0.5}, or leave rules out for those"
                            + " of the chains.");
        }
        var read = new ArrayList<GateRule>();
        for (JsonNode rule : rules) {
            read.add(rule("%s, rules[%d]".formatted(place, read.size() + 1), rule));
        }
        return read;
    }

    private static JsonNode parse(String place, String source) {
        try {
            return YAML.readTree(source);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInputException(
                    place + ":" + line,
                    "text that is not YAML",
                    "YAML",
                    "Check the indentation and the brackets there.");
        }
    }

    private static GateRule rule(String place, JsonNode rule) {
        return rule.has(NOT_INFERIOR_BY)
                ? nonInferiorityRule(place, rule)
                : figureRule(place, rule);
    }

    private static GateRule nonInferiorityRule(String place, JsonNode rule) {
        onlyKeys(place, rule, List.of(NOT_INFERIOR_BY, "alpha", "beta"));
        return new NonInferiorityRule(
                share(place, rule, NOT_INFERIOR_BY, 0),
                share(place, rule, "alpha", ALPHA),
                share(place, rule, "beta", BETA));
    }

    private static double share(String place, JsonNode rule, String key, double usual) {
        JsonNode value = rule.path(key);
        double share = value.isMissingNode() ? usual : value.asDouble(0);
        if (!(share > 0 && share < HALF)) {
            throw new BadInputException(
                    place + "." + key,
                    value.toString(),
                    "a number above 0 and below 0.5",
                    "Write %s: 0.05.".formatted(key));
        }
        return share;
    }

    private static GateRule figureRule(String place, JsonNode rule) {
        var known = new ArrayList<>(List.of("figure", "end", "margin", NOT_INFERIOR_BY));
        known.addAll(COMPARISONS.keySet());
        onlyKeys(place, rule, known);
        String comparison = comparison(place, rule);
        JsonNode limit = rule.path(comparison);
        boolean isNumber = limit.isNumber();
        return new FigureRule(
                text(place, rule, "figure"),
                end(place, rule.path("end")),
                COMPARISONS.getOrDefault(comparison, Comparison.ABOVE),
                isNumber ? Double.valueOf(limit.doubleValue()) : null,
                isNumber ? null : text(place, rule, comparison),
                margin(place, rule.path("margin")));
    }

    private static double margin(String place, JsonNode margin) {
        if (margin.isMissingNode() || margin.isNumber()) {
            return margin.asDouble(0);
        }
        throw new BadInputException(
                place + ".margin",
                margin.toString(),
                "a number",
                "It is added to the limit; write -0.1 to allow a tenth less.");
    }

    private static String comparison(String place, JsonNode rule) {
        List<String> given = COMPARISONS.keySet().stream().filter(rule::has).toList();
        if (given.size() != 1) {
            throw new BadInputException(
                    place,
                    given.isEmpty() ? "no limit" : String.join(" and ", given),
                    "exactly one of " + String.join(", ", COMPARISONS.keySet()),
                    "Write a rule for each limit.");
        }
        return given.getFirst();
    }

    private static End end(String place, JsonNode end) {
        if (end.isMissingNode()) {
            return End.ESTIMATE;
        }
        try {
            return Json.constant(End.class, end.asString());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    place + ".end",
                    end.toString(),
                    "low, high or estimate",
                    Nearest.hint(end.asString(), List.of("low", "high", "estimate")));
        }
    }

    private static String text(String place, JsonNode rule, String key) {
        @Nullable JsonNode value = rule.get(key);
        if (value == null || !value.isString() || value.asString().isBlank()) {
            throw new BadInputException(
                    place + "." + key,
                    value == null ? "nothing" : value.toString(),
                    "the name of a figure",
                    "Figures are win-rate, length-matched-win-rate, well-formed, kl, …");
        }
        return value.asString();
    }

    private static void onlyKeys(String place, JsonNode node, List<String> known) {
        if (!node.isObject()) {
            throw new BadInputException(
                    place, node.toString(), "keys with values", "Write \"key: value\" lines.");
        }
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new BadInputException(
                        place,
                        "the key \"%s\"".formatted(key),
                        "one of " + String.join(", ", known),
                        Nearest.hint(key, known));
            }
        }
    }
}
