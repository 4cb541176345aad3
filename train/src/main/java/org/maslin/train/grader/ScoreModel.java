package org.maslin.train.grader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A model's score of a completion; nothing where its reply has none within the range. */
record ScoreModel(ModelQuestion question, double low, double high) implements AskingGrader {

    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";
    private static final Pattern RESULT = Pattern.compile("\"result\"\\s*:\\s*(" + NUMBER + ")");
    private static final Pattern ALONE = Pattern.compile("\\s*(" + NUMBER + ")\\s*");

    static ScoreModel read(String place, JsonNode json, GraderModels models) {
        JsonNode range = json.path("range");
        boolean given = !range.isMissingNode() && !range.isNull();
        double low = given ? range.path(0).asDouble(Double.NaN) : 0;
        double high = given ? range.path(1).asDouble(Double.NaN) : 1;
        if (!(low < high) || given && range.size() != 2) {
            throw ModelQuestion.bad(
                    place + ".range", range, "[LOW, HIGH]", "Leave it out for [0, 1].");
        }
        String form =
                "Reply with one JSON object, {\"result\": NUMBER}, where NUMBER is your score, from %s to %s."
                        .formatted(low, high);
        return new ScoreModel(ModelQuestion.read(place, json, models, form), low, high);
    }

    @Override
    public double grade(JsonNode item, String output) {
        double score = score(question.ask(item, output));
        return score >= low && score <= high ? score : Double.NaN;
    }

    /** The last result that a reply names; a model may think aloud before it. */
    static double score(String reply) {
        Matcher result = RESULT.matcher(reply);
        double score = Double.NaN;
        while (result.find()) {
            score = Double.parseDouble(result.group(1));
        }
        Matcher alone = ALONE.matcher(reply);
        return Double.isNaN(score) && alone.matches() ? Double.parseDouble(alone.group(1)) : score;
    }
}
