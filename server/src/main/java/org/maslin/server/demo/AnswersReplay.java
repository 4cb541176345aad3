package org.maslin.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.AtOnce;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real answers sent through the public API as if their annotators sat at it: every annotator leases
 * a task, answers, and goes on. Sending them twice counts once, so a replay that was cut off goes
 * on where it was.
 */
final class AnswersReplay {

    private static final int AT_ONCE = 6;
    private static final int TASKS_A_CALL = 1000;
    private static final int SAMPLES_A_CALL = 5000;
    private static final String QUESTION = "label";

    private final ApiClient api;
    private final JsonMapper json;
    private final Progress progress;

    /** What a replay left behind. */
    record Replayed(
            String projectId, JsonNode quality, JsonNode version, @Nullable Double accuracy) {}

    AnswersReplay(ApiClient api, JsonMapper json, Progress progress) {
        this.api = api;
        this.json = json;
        this.progress = progress;
    }

    Replayed run(AnswersFolder answers, Path out) {
        String project = project(answers);
        importSamples(project, answers);
        Map<String, String> taskIds = createTasks(project, answers);
        answer(answers, taskIds);
        JsonNode quality = settled(project, answers);
        JsonNode version =
                api.post("/projects/" + project + "/versions", Map.of("name", answers.name()));
        export(version.path("id").asString(), out);
        return new Replayed(project, quality, version, accuracy(project, answers));
    }

    private String project(AnswersFolder answers) {
        var classes = answers.labels().stream().map(label -> Map.of("name", label)).toList();
        var question = new LinkedHashMap<String, Object>();
        question.put("name", QUESTION);
        question.put("kind", "choice");
        question.put("caption", "Which label fits?");
        question.put("classes", classes.size() > 1 ? classes : withSecond(classes));
        var project =
                Map.of(
                        "name", answers.name(),
                        "ontology", Map.of("questions", List.of(question)),
                        "guideline", "Answers of an earlier campaign, replayed.");
        return api.post("/projects", project, "replay-" + answers.sha256()).path("id").asString();
    }

    /** A choice needs two classes, also where everybody gave the same answer. */
    private static List<Map<String, String>> withSecond(List<Map<String, String>> classes) {
        var two = new ArrayList<>(classes);
        two.add(Map.of("name", "other"));
        return two;
    }

    private void importSamples(String project, AnswersFolder answers) {
        var lines = new StringBuilder();
        int count = 0;
        for (String task : answers.annotators().keySet()) {
            lines.append(json.writeValueAsString(Map.of("key", task, "text", task))).append('\n');
            if (++count % SAMPLES_A_CALL == 0) {
                api.postLines("/projects/" + project + "/samples", lines.toString());
                lines.setLength(0);
            }
        }
        if (!lines.isEmpty()) {
            api.postLines("/projects/" + project + "/samples", lines.toString());
        }
    }

    private Map<String, String> createTasks(String project, AnswersFolder answers) {
        var batch = new ArrayList<Map<String, Object>>();
        answers.annotators()
                .forEach(
                        (task, overlap) -> {
                            batch.add(Map.of("sampleKey", task, "overlap", overlap));
                            if (batch.size() == TASKS_A_CALL) {
                                create(project, batch);
                            }
                        });
        create(project, batch);
        var ids = new HashMap<String, String>();
        api.forEach(
                "/projects/" + project + "/tasks",
                task -> ids.put(task.path("key").asString(), task.path("id").asString()));
        return ids;
    }

    private void create(String project, List<Map<String, Object>> batch) {
        if (!batch.isEmpty()) {
            api.post("/projects/" + project + "/tasks", Map.of("tasks", List.copyOf(batch)));
            batch.clear();
        }
    }

    private void answer(AnswersFolder answers, Map<String, String> taskIds) {
        var sent = new AtomicLong();
        AtOnce.run(
                AT_ONCE,
                answers.byWorker().entrySet(),
                worker -> {
                    ApiClient own = annotator(worker.getKey());
                    for (AnswersFolder.Given given : worker.getValue()) {
                        answer(own, taskIds.getOrDefault(given.task(), ""), given.label());
                        progress.at(sent.incrementAndGet(), answers.rows(), "answers");
                    }
                });
    }

    private ApiClient annotator(String worker) {
        var user = Map.of("name", worker, "role", "annotator", "kind", "replayed");
        String id = api.post("/users", user).path("user").path("id").asString();
        JsonNode key = api.post("/keys", Map.of("name", "replay", "userId", id));
        return api.as(key.path("secret").asString());
    }

    private static void answer(ApiClient annotator, String task, String label) {
        JsonNode assignment = annotator.post("/tasks/" + task + "/assignments", null);
        annotator.post(
                "/assignments/" + assignment.path("id").asString() + "/annotation",
                Map.of("answers", Map.of(QUESTION, label)));
    }

    /** Waits until the consensus knows every answer. */
    private JsonNode settled(String project, AnswersFolder answers) {
        long expected = answers.annotators().values().stream().mapToLong(Integer::longValue).sum();
        while (true) {
            JsonNode quality = api.get("/projects/" + project + "/quality");
            boolean all =
                    quality.path("answers").asLong() == expected
                            && quality.path("decided").asLong() == answers.annotators().size();
            if (all) {
                return quality;
            }
            progress.at(quality.path("answers").asLong(), expected, "aggregated");
            pause();
        }
    }

    private @Nullable Double accuracy(String project, AnswersFolder answers) {
        var right = new AtomicLong();
        var known = new AtomicLong();
        api.forEach(
                "/projects/" + project + "/tasks",
                task -> {
                    String truth = answers.truth().get(task.path("key").asString());
                    if (truth != null) {
                        known.incrementAndGet();
                        String label = task.path("consensus").path("label").asString("");
                        right.addAndGet(label.equals(truth) ? 1 : 0);
                    }
                });
        return known.get() == 0 ? null : (double) right.get() / known.get();
    }

    private void export(String version, Path out) {
        for (String format : List.of("jsonl", "csv", "parquet", "manifest")) {
            String suffix = format.equals("manifest") ? "manifest.json" : format;
            try (InputStream in =
                    api.download("/versions/" + version + "/export?format=" + format)) {
                Files.copy(
                        in, out.resolve("labels." + suffix), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the consensus.", e);
        }
    }
}
