package org.maslin.server.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class PredictionsIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient annotator = labeling.annotator("ann");

    private String predict(String project, String key, String model, double score, String answer) {
        return """
               {"predictions": [{"sampleKey": "%s", "model": "%s", "modelVersion": "1", "score": %s, "answers": {"kind": "%s"}}]}
               """
                .formatted(key, model, score, answer);
    }

    private JsonNode submit(JsonNode assignment, String answer, String prediction) {
        return annotator.ok(
                "POST",
                "/assignments/" + assignment.path("id").asString() + "/annotation",
                "{\"answers\": {\"kind\": \"%s\"}, \"prediction\": \"%s\"}"
                        .formatted(answer, prediction));
    }

    @Test
    void surestPrediction_isTheStart_andAnswersSayWhatTheyTookOver() {
        String project = labeling.choice(1, 3);
        String path = "/projects/" + project + "/predictions";
        assertThat(
                        owner.ok("POST", path, predict(project, "t000000", "small", .3, "bun"))
                                .path("created")
                                .asInt())
                .isOne();
        owner.ok("POST", path, predict(project, "t000000", "large", .9, "rye"));
        assertThat(
                        owner.ok("POST", path, predict(project, "t000000", "large", .9, "bun"))
                                .path("present")
                                .asInt())
                .isOne();
        owner.ok("POST", path, predict(project, "t000001", "large", .5, "rye"));
        TestClient.Answer wrong =
                owner.post(path, predict(project, "t000001", "other", .5, "cake"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("predictions[0].answers.kind", "cake");
        assertThat(owner.post(path, predict(project, "gone", "x", .5, "rye")).text())
                .contains("predictions[0].sampleKey");

        JsonNode plain = Labeling.next(annotator, project);
        assertThat(plain.path("prediction").isNull()).isTrue();
        annotator.call("DELETE", "/assignments/" + plain.path("id").asString(), "");
        assertThat(
                        owner.ok("PATCH", "/projects/" + project, "{\"prefill\": true}")
                                .path("prefill")
                                .asBoolean())
                .isTrue();

        JsonNode first = Labeling.next(annotator, project);
        JsonNode start = first.path("prediction");
        assertThat(start.path("model").asString()).isEqualTo("large");
        assertThat(start.path("answers").path("kind").asString()).isEqualTo("rye");
        String used = start.path("id").asString();
        JsonNode taken = submit(first, "rye", used);
        assertThat(taken.path("origins").path("kind").asString()).isEqualTo("prediction");
        JsonNode second = Labeling.next(annotator, project);
        String other = second.path("prediction").path("id").asString();
        assertThat(
                        annotator
                                .post(
                                        "/assignments/"
                                                + second.path("id").asString()
                                                + "/annotation",
                                        "{\"answers\": {\"kind\": \"bun\"}, \"prediction\": \"%s\"}"
                                                .formatted(used))
                                .status())
                .isEqualTo(422);
        assertThat(submit(second, "bun", other).path("origins").path("kind").asString())
                .isEqualTo("prediction-edited");
        JsonNode third = Labeling.next(annotator, project);
        assertThat(third.path("prediction").isNull()).isTrue();
        assertThat(Labeling.submit(annotator, third, "bun").path("origins").isNull()).isTrue();

        assertThat(submit(first, "bun", used).path("origins").path("kind").asString())
                .isEqualTo("prediction-edited");
        JsonNode listed =
                owner.ok("GET", "/projects/" + project + "/annotations", "").path("items").path(0);
        assertThat(listed.path("prediction").asString()).isEqualTo(used);
        JsonNode reached = owner.ok("GET", "/lineage/" + used + "?direction=down", "");
        assertThat(reached.path("nodes").toString()).contains(listed.path("id").asString());
        assertThat(
                        owner.post("/projects/" + project + "/exports", "{\"format\": \"jsonl\"}")
                                .status())
                .isEqualTo(201);
        assertThat(owner.call("DELETE", "/predictions/" + used, "").status()).isEqualTo(409);
        assertThat(annotator.get(path).status()).isEqualTo(403);
        assertThat(owner.ok("GET", path + "?model=large", "").path("items")).hasSize(2);
    }

    @Test
    void predictionsOfAnImport_areCheckedWithTheirRecords() {
        String project = labeling.choice(1, 0);
        JsonNode report =
                owner.ok(
                        "POST",
                        "/projects/" + project + "/samples?tasks=true",
                        """
                        {"key": "a", "text": "one", "predictions": [{"model": "m", "answers": {"kind": "rye"}}, {"model": "n", "answers": {"kind": "bun"}}]}
                        {"key": "b", "text": "two", "predictions": [{"model": "m", "answers": {"kind": "cake"}}]}
                        {"key": "c", "text": "three"}
                        """);
        assertThat(report.path("taken").asInt()).isEqualTo(2);
        assertThat(report.path("rejected").toString()).contains("predictions[0].answers.kind");
        JsonNode made = owner.ok("GET", "/projects/" + project + "/predictions", "").path("items");
        assertThat(made).hasSize(2);
        assertThat(
                        owner.call(
                                        "DELETE",
                                        "/predictions/" + made.path(0).path("id").asString(),
                                        "")
                                .status())
                .isEqualTo(204);
    }

    /** About candidates, a start is turned as the candidates are. */
    @Test
    void startOfAPair_isTurnedAsItIsShown() {
        String project = labeling.pairwise(1, 6);
        owner.ok("PATCH", "/projects/" + project, "{\"prefill\": true}");
        for (int i = 0; i < 6; i++) {
            owner.ok(
                    "POST",
                    "/projects/" + project + "/predictions",
                    """
                    {"predictions": [{"sampleKey": "p%06d", "model": "m", "answers": {"better": "first"}}]}
                    """
                            .formatted(i));
        }
        for (int i = 0; i < 6; i++) {
            JsonNode one = Labeling.next(annotator, project);
            boolean right =
                    one.path("content")
                            .path("candidates")
                            .path(0)
                            .path("content")
                            .asString()
                            .equals("right");
            String start = one.path("prediction").path("answers").path("better").asString();
            assertThat(start).isEqualTo(right ? "first" : "second");
            JsonNode stored =
                    annotator.ok(
                            "POST",
                            "/assignments/" + one.path("id").asString() + "/annotation",
                            "{\"answers\": {\"better\": \"%s\"}, \"prediction\": \"%s\"}"
                                    .formatted(
                                            start, one.path("prediction").path("id").asString()));
            assertThat(stored.path("origins").path("better").asString()).isEqualTo("prediction");
        }
    }
}
