package org.maslin.train.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Whether a model's label of a completion is one that passes; nothing where its reply names no
 * label, or several.
 */
record LabelModel(ModelQuestion question, List<String> labels, List<String> passing)
        implements AskingGrader {

    LabelModel {
        labels = List.copyOf(labels);
        passing = List.copyOf(passing);
    }

    static LabelModel read(String place, JsonNode json, GraderModels models) {
        List<String> labels = texts(place + ".labels", json.path("labels"));
        List<String> passing = texts(place + ".passing_labels", json.path("passing_labels"));
        if (!labels.containsAll(passing)) {
            throw ModelQuestion.bad(
                    place + ".passing_labels",
                    json.path("passing_labels"),
                    "some of labels",
                    "Name labels that the model may give.");
        }
        String form =
                "Reply with one of these labels alone: %s.".formatted(String.join(", ", labels));
        return new LabelModel(ModelQuestion.read(place, json, models, form), labels, passing);
    }

    private static List<String> texts(String place, JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.isString() && !one.asString().isBlank()) {
                texts.add(one.asString().strip());
            }
        }
        if (!list.isArray() || texts.isEmpty() || texts.size() != list.size()) {
            throw ModelQuestion.bad(place, list, "a list of texts", "Give at least one.");
        }
        return texts;
    }

    @Override
    public double grade(JsonNode item, String output) {
        List<String> named = named(question.ask(item, output));
        if (named.size() != 1) {
            return Double.NaN;
        }
        return passing.contains(named.getFirst()) ? 1 : 0;
    }

    /** The label that a reply is, or else all that it names as words. */
    private List<String> named(String reply) {
        String bare = reply.strip().toLowerCase(Locale.ROOT);
        List<String> named = new ArrayList<>();
        for (String label : labels) {
            String lower = label.toLowerCase(Locale.ROOT);
            if (bare.equals(lower)) {
                return List.of(label);
            }
            String word = "(?<![\\p{L}\\p{N}])" + Pattern.quote(lower) + "(?![\\p{L}\\p{N}])";
            if (Pattern.compile(word).matcher(bare).find()) {
                named.add(label);
            }
        }
        return named;
    }
}
