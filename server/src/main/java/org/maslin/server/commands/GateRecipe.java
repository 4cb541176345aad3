package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.server.evaluation.GateFlow;
import org.maslin.server.evaluation.GateRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A gate: where the figures are, and the rules on them.
 *
 * @param figures a JSON file of figures by name, beside the recipe; null if they are a server's
 * @param evaluation the id of an evaluation on a server; null if the figures are a file
 */
record GateRecipe(@Nullable Path figures, @Nullable String evaluation, List<GateRule> rules) {

    private static final List<String> KEYS = List.of("figures", "evaluation", "rules");
    private static final List<String> RULE_KEYS =
            List.of("figure", "end", "above", "at-least", "below", "at-most", "margin");

    static GateRecipe read(Path file) throws IOException {
        JsonNode recipe = new YAMLMapper().readTree(Files.readString(file));
        check(file.toString(), recipe, KEYS);
        var rules = new ArrayList<GateRule>();
        for (JsonNode rule : recipe.path("rules")) {
            rules.add(rule("%s, rule %d".formatted(file, rules.size() + 1), rule));
        }
        JsonNode figures = recipe.path("figures");
        JsonNode evaluation = recipe.path("evaluation");
        if (figures.isString() == evaluation.isString()) {
            throw new BadInputException(
                    file.toString(),
                    figures.isString() ? "figures and evaluation" : "neither",
                    "figures (a JSON file) or evaluation (an id)",
                    "Say where the figures are.");
        }
        return new GateRecipe(
                figures.isString()
                        ? file.toAbsolutePath().resolveSibling(figures.asString())
                        : null,
                evaluation.isString() ? evaluation.asString() : null,
                rules.isEmpty() ? GateFlow.defaults() : rules);
    }

    private static GateRule rule(String place, JsonNode rule) {
        check(place, rule, RULE_KEYS);
        for (GateRule.Comparison comparison : GateRule.Comparison.values()) {
            JsonNode limit =
                    rule.path(
                            comparison.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            if (!limit.isMissingNode()) {
                return new GateRule(
                        rule.path("figure").asString(""),
                        end(place, rule.path("end").asString("estimate")),
                        comparison,
                        limit.isNumber() ? limit.asDouble() : null,
                        limit.isNumber() ? null : limit.asString(),
                        rule.path("margin").asDouble(0));
            }
        }
        throw new BadInputException(
                place,
                "no limit",
                "above, at-least, below or at-most",
                "Such as {figure: win-rate, end: low, above: 0.5}.");
    }

    private static GateRule.End end(String place, String word) {
        for (GateRule.End end : GateRule.End.values()) {
            if (end.name().equalsIgnoreCase(word)) {
                return end;
            }
        }
        throw new BadInputException(
                place + ", end", word, "low, estimate or high", "Leave it out for estimate.");
    }

    private static void check(String place, JsonNode node, List<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new BadInputException(
                        place,
                        "the key " + key,
                        "one of " + String.join(", ", known),
                        Nearest.hint(key, known));
            }
        }
    }
}
