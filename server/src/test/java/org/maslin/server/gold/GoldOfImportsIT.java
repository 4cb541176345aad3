package org.maslin.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class GoldOfImportsIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final String project = labeling.choice(1, 0);

    private JsonNode gold() {
        return owner.ok("GET", "/projects/" + project + "/known-tasks", "").path("items");
    }

    private JsonNode imported(String query, String lines) throws InterruptedException {
        JsonNode one = owner.ok("POST", "/projects/" + project + "/imports?" + query, lines);
        String id = one.path("id").asString();
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (one.path("state").asString().equals("pending")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
            one = owner.ok("GET", "/imports/" + id, "");
        }
        return one;
    }

    @Test
    void recordWithItsAnswer_isGold_andNoTask() {
        JsonNode report =
                owner.ok(
                        "POST",
                        "/projects/" + project + "/samples?tasks=true",
                        """
                        {"key": "a", "text": "one"}
                        {"key": "b", "text": "two", "gold": {"expected": {"kind": "rye"}, "explanation": "It is dark."}}
                        {"key": "c", "text": "three", "gold": {"kind": "bun"}}
                        {"key": "d", "text": "four", "gold": {"kind": "cake"}}
                        {"key": "e", "text": "five", "gold": {"expected": {}}}
                        {"key": "f", "text": "six", "gold": {"expected": {"colour": "dark"}}}
                        """);
        assertThat(report.path("taken").asInt()).isEqualTo(3);
        assertThat(report.path("rejected")).hasSize(3);
        JsonNode bad = report.path("rejected").get(0);
        assertThat(bad.path("place").asString())
                .isEqualTo("samples.jsonl:4, field \"gold.expected.kind\"");
        assertThat(bad.path("found").asString()).isEqualTo("\"cake\"");
        assertThat(bad.path("expected").asString()).isEqualTo("one of rye, bun");
        assertThat(bad.path("hint").asString()).isNotBlank();
        assertThat(report.path("rejected").get(1).path("place").asString())
                .contains("gold.expected");
        assertThat(report.path("rejected").get(2).path("place").asString())
                .contains("gold.expected.colour");
        assertThat(gold()).hasSize(2);
        assertThat(gold().get(0).path("expected").path("kind").asString()).isEqualTo("rye");
        assertThat(gold().get(0).path("explanation").asString()).isEqualTo("It is dark.");
        assertThat(gold().get(1).path("expected").path("kind").asString()).isEqualTo("bun");
        assertThat(owner.ok("GET", "/projects/" + project + "/tasks", "").path("items")).hasSize(1);
    }

    @Test
    void tableWithAColumnOfAnswers_isImported_orUndoneWhole() throws Exception {
        String table =
                """
                key,text,gold
                a,one,
                b,two,"{""kind"": ""rye""}"
                c,three,"{""kind"": ""cake""}"
                """;
        JsonNode trial = imported("name=a.csv&tasks=true&dryRun=true", table);
        assertThat(trial.path("rejected").asInt()).isOne();
        JsonNode undone = imported("name=a.csv&tasks=true&onReject=rollback", table);
        assertThat(undone.path("rolledBack").asBoolean()).isTrue();
        assertThat(gold()).isEmpty();
        imported("name=a.csv&tasks=true", table);
        assertThat(gold()).hasSize(1);
    }

    /**
     * What begins with a prediction among what does not, or the other way round, would be known.
     */
    @Test
    void goldDoesNotStandOut_whereTasksBeginWithPredictions() {
        String predicted =
                ", \"predictions\": [{\"model\": \"m\", \"answers\": {\"kind\": \"bun\"}}]";
        var lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append(
                    "{\"key\": \"t%d\", \"text\": \"task %d\"%s}\n".formatted(i, i, predicted));
        }
        for (int i = 0; i < 5; i++) {
            lines.append(
                    "{\"key\": \"g%d\", \"text\": \"gold %d\", \"gold\": {\"kind\": \"rye\"}%s}\n"
                            .formatted(i, i, i == 0 ? predicted : ""));
        }
        owner.ok("POST", "/projects/" + project + "/samples?tasks=true", lines.toString());
        owner.ok("PATCH", "/projects/" + project, "{\"prefill\": true}");
        owner.ok("PUT", "/projects/" + project + "/gold/rule", "{\"rate\": 0.9}");
        assertThat(gold().get(0).path("withheld").asBoolean()).isFalse();
        assertThat(gold().get(1).path("withheld").asBoolean()).isTrue();

        TestClient ada = labeling.annotator("ada");
        int golden = 0;
        for (JsonNode next = Labeling.next(ada, project);
                !next.isMissingNode();
                next = Labeling.next(ada, project)) {
            assertThat(next.path("prediction").isObject()).isTrue();
            golden += next.path("content").path("text").asString().startsWith("gold") ? 1 : 0;
            Labeling.submit(ada, next, "rye");
        }
        assertThat(golden).isOne();
    }

    @Test
    void goldAloneWithPredictions_showsNone() {
        owner.ok(
                "POST",
                "/projects/" + project + "/samples?tasks=true",
                """
                {"key": "t1", "text": "task 1"}
                {"key": "t2", "text": "task 2"}
                {"key": "g1", "text": "gold 1", "gold": {"kind": "rye"}, "predictions": [{"model": "m", "answers": {"kind": "bun"}}]}
                """);
        owner.ok("PATCH", "/projects/" + project, "{\"prefill\": true}");
        owner.ok("PUT", "/projects/" + project + "/gold/rule", "{\"rate\": 0.9}");
        assertThat(gold().get(0).path("withheld").asBoolean()).isFalse();
        TestClient ada = labeling.annotator("ada");
        int golden = 0;
        for (JsonNode next = Labeling.next(ada, project);
                !next.isMissingNode();
                next = Labeling.next(ada, project)) {
            assertThat(next.path("prediction").isObject()).isFalse();
            golden += next.path("content").path("text").asString().startsWith("gold") ? 1 : 0;
            Labeling.submit(ada, next, "rye");
        }
        assertThat(golden).isOne();
    }
}
