package org.maslin.server.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.cli.ConsoleProgress;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ChatEndpoint;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code maslin predict}: a model answers open tasks first, for annotators to begin with. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Has a model behind an OpenAI-compatible address answer the choices of a project's open tasks, and"
                        + " stores what it says as predictions.")
public final class PredictCommand implements Callable<Integer> {

    private static final int AT_ONCE = 100;
    private static final int LONGEST_ANSWER = 64;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "K",
            description = "An API key that may read samples and create tasks.")
    private String key = "";

    @Option(names = "--project", required = true, paramLabel = "ID")
    private String project = "";

    @Mixin private EndpointOptions endpoint = new EndpointOptions();

    @Option(
            names = "--model-version",
            paramLabel = "V",
            description = "Stands beside the model's name; a version predicts a sample once.")
    private @Nullable String version;

    /** A question that a model can answer by naming a class. */
    private record Choice(String name, String caption, List<String> classes) {

        String asked(String sample) {
            return """
                   %s

                   [Sample]
                   %s

                   Reply with exactly one of: %s."""
                    .formatted(caption, sample, String.join(", ", classes));
        }

        /** The class that a reply names, or null if it names none or several. */
        @Nullable String read(String reply) {
            String said = reply.strip().replaceAll("[.!\"'*]+$|^[\"'*]+", "");
            List<String> named =
                    classes.stream().filter(one -> one.equalsIgnoreCase(said)).toList();
            if (named.isEmpty()) {
                String lower = " " + said.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ") + " ";
                named =
                        classes.stream()
                                .filter(
                                        one ->
                                                lower.contains(
                                                        " " + one.toLowerCase(Locale.ROOT) + " "))
                                .toList();
            }
            return named.size() == 1 ? named.getFirst() : null;
        }
    }

    @Override
    public Integer call() {
        ApiClient api = ApiClient.of(server, key, Json.mapper());
        ChatEndpoint model = endpoint.open();
        List<Choice> choices = choices(api);
        List<JsonNode> tasks = new ArrayList<>();
        api.forEach("/projects/" + project + "/tasks?state=open", tasks::add);
        var progress = new ConsoleProgress(spec.commandLine().getErr());
        List<Map<String, Object>> waiting = new ArrayList<>();
        long stored = 0;
        long unclear = 0;
        for (int i = 0; i < tasks.size(); i++) {
            String sample = tasks.get(i).path("sampleId").asString();
            Map<String, Object> prediction =
                    prediction(api.get("/samples/" + sample), choices, model);
            if (prediction == null) {
                unclear++;
            } else {
                waiting.add(prediction);
            }
            if (waiting.size() == AT_ONCE || i + 1 == tasks.size() && !waiting.isEmpty()) {
                stored += store(api, waiting);
                waiting.clear();
            }
            progress.at(i + 1, tasks.size(), "tasks");
        }
        spec.commandLine()
                .getOut()
                .println("%d predictions stored, %d replies unclear.".formatted(stored, unclear));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private List<Choice> choices(ApiClient api) {
        JsonNode questions = api.get("/projects/" + project).path("ontology").path("questions");
        List<Choice> choices = new ArrayList<>();
        for (JsonNode question : questions) {
            if (question.path("kind").asString().equals("choice")) {
                List<String> classes = new ArrayList<>();
                addClasses(classes, question.path("classes"));
                choices.add(
                        new Choice(
                                question.path("name").asString(),
                                question.path("caption").asString(),
                                classes));
            }
        }
        if (choices.isEmpty()) {
            throw new BadInputException(
                    "project " + project,
                    "no question of kind choice",
                    "at least one",
                    "Send predictions of other kinds through the API.");
        }
        return choices;
    }

    private static void addClasses(List<String> names, JsonNode classes) {
        for (JsonNode one : classes) {
            if (!one.has("classes")
                    || one.path("classes").isEmpty()
                    || one.path("selectable").asBoolean(false)) {
                names.add(one.path("name").asString());
            }
            addClasses(names, one.path("classes"));
        }
    }

    private @Nullable Map<String, Object> prediction(
            JsonNode sample, List<Choice> choices, ChatEndpoint model) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Choice choice : choices) {
            String reply =
                    model.ask(
                                    List.of(
                                            ChatEndpoint.Message.user(
                                                    choice.asked(text(sample.path("content"))))),
                                    new ChatEndpoint.Options(LONGEST_ANSWER, 0, 0))
                            .text();
            String named = choice.read(reply);
            if (named != null) {
                answers.put(choice.name, named);
            }
        }
        if (answers.isEmpty()) {
            return null;
        }
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("sampleKey", sample.path("key").asString());
        prediction.put("model", model.model());
        if (version != null) {
            prediction.put("modelVersion", version);
        }
        prediction.put("answers", answers);
        return prediction;
    }

    /** Text as it is; anything else as its JSON. */
    private static String text(JsonNode content) {
        return content.path("text").isString()
                ? content.path("text").asString()
                : content.toString();
    }

    private long store(ApiClient api, List<Map<String, Object>> predictions) {
        return api.post("/projects/" + project + "/predictions", Map.of("predictions", predictions))
                .path("created")
                .asLong();
    }
}
