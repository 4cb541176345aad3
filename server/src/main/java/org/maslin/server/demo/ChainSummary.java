package org.maslin.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.server.client.ApiClient;
import org.maslin.server.plumbing.http.Json;
import org.maslin.synth.text.Grader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a finished chain back through the API into the last line of a demo. */
final class ChainSummary {

    private ChainSummary() {}

    static DemoResult of(ApiClient api, JsonNode chain, Grader grader, double seconds) {
        Map<String, JsonNode> links = new HashMap<>();
        chain.path("links").forEach(link -> links.put(link.path("name").asString(), link));
        String version = reference(links, "dataset-version", "versionId");
        JsonNode evaluation =
                api.get("/evaluations/" + reference(links, "evaluation", "evaluationId"));
        String project = reference(links, "answers", "projectId");
        JsonNode quality = api.get("/projects/" + project + "/quality");
        long[] counts = counts(api, chain.path("id").asString());
        return new DemoResult(
                counts[0],
                counts[1],
                annotators(api).size(),
                new DemoResult.Consensus(
                        quality.path("method").asString("none"), accuracy(api, version, grader)),
                quality.path("agreement"),
                evaluation.path("figures").path("win-rate"),
                version,
                reference(links, "policy", "modelId"),
                evaluation.path("gate").path("verdict").asString("fail"),
                api.get("/audit/verification").path("verified").asBoolean(false),
                seconds);
    }

    private static String reference(Map<String, JsonNode> links, String link, String name) {
        JsonNode found = links.get(link);
        return found == null ? "" : found.path("references").path(name).asString("");
    }

    /** Answers and tasks of all the chain's projects. */
    private static long[] counts(ApiClient api, String chain) {
        var counts = new long[2];
        api.forEach(
                "/projects",
                project -> {
                    if (project.path("chainId").asString("").equals(chain)) {
                        counts[0] += project.path("counts").path("answers").asLong();
                        counts[1] += project.path("counts").path("tasks").asLong();
                    }
                });
        return counts;
    }

    private static Set<String> annotators(ApiClient api) {
        var annotators = new HashSet<String>();
        api.forEach(
                "/users",
                user -> {
                    if (user.path("kind").asString().equals("simulated")) {
                        annotators.add(user.path("id").asString());
                    }
                });
        return annotators;
    }

    /** How often the chosen completion is truly the better one, where one is. */
    private static @Nullable Double accuracy(ApiClient api, String version, Grader grader) {
        JsonMapper json = Json.mapper();
        long right = 0;
        long decidable = 0;
        var in = api.download("/versions/" + version + "/export?format=jsonl");
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = json.readTree(line);
                double chosen = utility(grader, row, "chosen");
                double rejected = utility(grader, row, "rejected");
                decidable += chosen == rejected ? 0 : 1;
                right += chosen > rejected ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decidable == 0 ? null : (double) right / decidable;
    }

    private static double utility(Grader grader, JsonNode row, String which) {
        return grader.grade(row.path("prompt").asString(), row.path(which).asString()).utility();
    }
}
