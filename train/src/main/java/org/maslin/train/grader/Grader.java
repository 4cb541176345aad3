package org.maslin.train.grader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;

/** Scores a completion: by data alone, or by what a model says of it. */
public sealed interface Grader
        permits Grader.StringCheck, Grader.TextSimilarity, Grader.Multi, AskingGrader {

    /**
     * Whether two texts are the same, or one holds the other.
     *
     * @param input what is looked at
     * @param reference what it is held against
     */
    record StringCheck(Operation operation, GapText input, GapText reference) implements Grader {

        /** How they are compared. */
        enum Operation {
            EQ,
            NE,
            LIKE,
            ILIKE;

            boolean holds(String input, String reference) {
                return switch (this) {
                    case EQ -> input.equals(reference);
                    case NE -> !input.equals(reference);
                    case LIKE -> input.contains(reference);
                    case ILIKE ->
                            input.toLowerCase(Locale.ROOT)
                                    .contains(reference.toLowerCase(Locale.ROOT));
                };
            }
        }

        @Override
        public double grade(JsonNode item, String output) {
            return operation.holds(input.of(item, output), reference.of(item, output)) ? 1 : 0;
        }

        @Override
        public void requireFields(JsonNode item) {
            grade(item, "");
        }
    }

    /** How alike two texts are, from 0 to 1. */
    record TextSimilarity(Similarity measure, GapText input, GapText reference) implements Grader {

        @Override
        public double grade(JsonNode item, String output) {
            return measure.of(input.of(item, output), reference.of(item, output));
        }

        @Override
        public void requireFields(JsonNode item) {
            grade(item, "");
        }
    }

    /**
     * What a formula makes of the scores of several graders.
     *
     * @param graders by the names that the formula has for them
     */
    record Multi(Map<String, Grader> graders, Formula formula) implements Grader {

        @Override
        public double grade(JsonNode item, String output) {
            Map<String, Double> scores = new LinkedHashMap<>();
            graders.forEach((name, one) -> scores.put(name, one.grade(item, output)));
            return formula.of(scores);
        }

        @Override
        public void requireFields(JsonNode item) {
            graders.values().forEach(one -> one.requireFields(item));
        }

        @Override
        public boolean asks() {
            return graders.values().stream().anyMatch(Grader::asks);
        }
    }

    /**
     * The score of a completion; NaN where a model that was asked gave none.
     *
     * @param item the row that was asked about, with all its fields
     * @param output the completion
     */
    double grade(JsonNode item, String output);

    /**
     * Looks, without asking anybody, whether a row has all that the grader names.
     *
     * @throws BadInputException that names the field it lacks
     */
    void requireFields(JsonNode item);

    /** Whether a model is asked, which takes its time. */
    default boolean asks() {
        return false;
    }

    /**
     * Reads a grader.
     *
     * @param place where it stands, for messages
     * @param models that it may ask; null where none may be asked
     * @throws BadInputException if it is none that this product has
     */
    static Grader read(String place, JsonNode json, @Nullable GraderModels models) {
        String type = json.path("type").asString("");
        return switch (type) {
            case "string_check" ->
                    new StringCheck(
                            operation(place, json),
                            GapText.field(place, json, "input"),
                            GapText.field(place, json, "reference"));
            case "text_similarity" ->
                    new TextSimilarity(
                            Similarity.named(place, json.path("evaluation_metric").asString("")),
                            GapText.field(place, json, "input"),
                            GapText.field(place, json, "reference"));
            case "multi" -> multi(place, json, models);
            case "score_model" -> ScoreModel.read(place, json, required(place, json, models));
            case "label_model" -> LabelModel.read(place, json, required(place, json, models));
            default ->
                    throw bad(
                            place + ".type",
                            json.path("type"),
                            "string_check, text_similarity, score_model, label_model or multi",
                            type.equals("python")
                                    ? "Code of others is not run: say it with the other graders."
                                    : "Choose one of these graders.");
        };
    }

    private static GraderModels required(
            String place, JsonNode json, @Nullable GraderModels models) {
        if (models == null) {
            throw bad(
                    place + ".type",
                    json.path("type"),
                    "a grader that asks no model: string_check, text_similarity or multi",
                    "Or name the API that has the model: --grader-endpoint URL of maslin serve, or of"
                            + " maslin train.");
        }
        return models;
    }

    private static StringCheck.Operation operation(String place, JsonNode json) {
        String name = json.path("operation").asString("");
        for (StringCheck.Operation one : StringCheck.Operation.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw bad(
                place + ".operation",
                json.path("operation"),
                "eq, ne, like or ilike",
                "Choose one of these.");
    }

    private static Multi multi(String place, JsonNode json, @Nullable GraderModels models) {
        Map<String, Grader> graders = new LinkedHashMap<>();
        JsonNode given = json.path("graders");
        for (var one : given.properties()) {
            graders.put(
                    one.getKey(), read(place + ".graders." + one.getKey(), one.getValue(), models));
        }
        if (graders.isEmpty()) {
            throw bad(place + ".graders", given, "graders by name", "Give at least one of them.");
        }
        JsonNode text = json.path("calculate_output");
        Formula formula =
                Formula.read(
                        place + ".calculate_output",
                        text.asString(""),
                        List.copyOf(graders.keySet()));
        return new Multi(graders, formula);
    }

    private static BadInputException bad(
            String place, JsonNode found, String expected, String hint) {
        return new BadInputException(
                place, found.isMissingNode() ? "nothing" : found.toString(), expected, hint);
    }
}
