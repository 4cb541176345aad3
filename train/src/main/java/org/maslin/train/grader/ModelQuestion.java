package org.maslin.train.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.maslin.core.BadInputException;
import org.maslin.train.grader.GraderModels.Message;
import tools.jackson.databind.JsonNode;

/** What a grader asks its model: messages with gaps, and the form of the reply. */
final class ModelQuestion {

    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");
    private static final Set<String> TEXTS = Set.of("input_text", "output_text", "text");

    private record Said(String role, GapText text) {}

    private final GraderModels models;
    private final String model;
    private final List<Said> said;
    private final GraderModels.Options options;
    private final String form;

    private ModelQuestion(
            GraderModels models,
            String model,
            List<Said> said,
            GraderModels.Options options,
            String form) {
        this.models = models;
        this.model = model;
        this.said = said;
        this.options = options;
        this.form = form;
    }

    /**
     * @param form what the model is told last: how to reply
     */
    static ModelQuestion read(String place, JsonNode json, GraderModels models, String form) {
        JsonNode model = json.path("model");
        if (!model.isString() || model.asString().isBlank()) {
            throw bad(place + ".model", model, "the name of a model", "Name the judge.");
        }
        JsonNode input = json.path("input");
        if (!input.isArray() || input.isEmpty()) {
            throw bad(
                    place + ".input",
                    input,
                    "a list of messages",
                    "Write [{\"role\": \"user\", \"content\": \"… {{sample.output_text}}\"}].");
        }
        List<Said> said = new ArrayList<>();
        for (JsonNode message : input) {
            said.add(said("%s.input[%d]".formatted(place, said.size()), message));
        }
        return new ModelQuestion(
                models,
                model.asString(),
                List.copyOf(said),
                options(place + ".sampling_params", json.path("sampling_params")),
                form);
    }

    private static Said said(String place, JsonNode message) {
        String role = message.path("role").asString("");
        if (!ROLES.contains(role)) {
            throw bad(
                    place + ".role",
                    message.path("role"),
                    "user, assistant, system or developer",
                    "Choose one of these.");
        }
        JsonNode content = message.path("content");
        boolean isPart = TEXTS.contains(content.path("type").asString(""));
        JsonNode text = isPart ? content.path("text") : content;
        if (!text.isString()) {
            throw bad(
                    place + ".content",
                    content,
                    "a text",
                    "A judge is shown texts alone, no images or sound.");
        }
        return new Said(
                role.equals("developer") ? "system" : role,
                GapText.read(place + ".content", text.asString()));
    }

    private static GraderModels.Options options(String place, JsonNode given) {
        for (String name : given.propertyNames()) {
            if (!Set.of("temperature", "seed", "max_completions_tokens").contains(name)
                    && !given.path(name).isNull()) {
                throw bad(
                        place + "." + name,
                        given.path(name),
                        "temperature, seed or max_completions_tokens",
                        "Leave it out.");
            }
        }
        double temperature = number(place, given, "temperature", 0, 2);
        long seed = (long) number(place, given, "seed", 0, Integer.MAX_VALUE);
        int most = (int) number(place, given, "max_completions_tokens", 0, 1 << 20);
        return new GraderModels.Options(most == 0 ? null : most, temperature, seed);
    }

    private static double number(
            String place, JsonNode given, String name, double usual, double most) {
        JsonNode value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > most) {
            throw bad(
                    place + "." + name,
                    value,
                    "a number from 0 to %s".formatted(most),
                    "Leave it out for %s.".formatted(usual));
        }
        return value.doubleValue();
    }

    /** What the model replies about a completion. */
    String ask(JsonNode item, String output) {
        List<Message> messages = new ArrayList<>();
        for (Said one : said) {
            messages.add(new Message(one.role, one.text.of(item, output)));
        }
        messages.add(new Message("system", form));
        return models.reply(model, messages, options);
    }

    /** Tells a row that lacks a field which a gap names. */
    void requireFields(JsonNode item) {
        said.forEach(one -> one.text.of(item, ""));
    }

    static BadInputException bad(String place, JsonNode found, String expected, String hint) {
        return new BadInputException(
                place, found.isMissingNode() ? "nothing" : found.toString(), expected, hint);
    }
}
