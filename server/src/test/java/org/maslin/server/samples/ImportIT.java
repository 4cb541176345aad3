package org.maslin.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import tools.jackson.databind.JsonNode;

class ImportIT {

    private static final String LINES =
            """
            {"key": "a", "text": "one"}
            {"key": "b", "text": 5}
            {"key": "c", "txt": "three"}
            {"key": "d", "text": "four"
            {"key": "e", "text": "fi\\u0000ve"}
            {"messages": [{"role": "usr", "content": "six"}]}

            {"key": "a", "text": "one again"}
            {"key": "f", "text": "six", "origin": "synthetic", "metadata": {"prompt": "p1", "score": 0.5}}
            """;

    private final Labeling labeling = new Labeling();
    private final String project = labeling.choice(1, 0);
    private final String samples = "/projects/" + project + "/samples";

    @Test
    void keep_takesTheGoodLines_andNamesEachBadOne() {
        JsonNode report = labeling.owner().ok("POST", samples, LINES);
        assertThat(report.path("read").asInt()).isEqualTo(8);
        assertThat(report.path("taken").asInt()).isEqualTo(2);
        assertThat(report.path("present").asInt()).isEqualTo(1);
        assertThat(report.path("rolledBack").asBoolean()).isFalse();
        assertThat(report.path("rejected").valueStream().map(r -> r.path("place").asString()))
                .containsExactly(
                        "samples.jsonl:2, field \"text\"",
                        "samples.jsonl:3, field \"text\"",
                        "samples.jsonl:4:28",
                        "samples.jsonl:5, field \"content\"",
                        "samples.jsonl:6, field \"messages[0].role\"");
        assertThat(count()).isEqualTo(2);
        JsonNode items = labeling.owner().ok("GET", samples, "").path("items");
        assertThat(items.get(1).path("origin").asString()).isEqualTo("synthetic");
        assertThat(items.get(0).has("content")).isFalse();
        JsonNode whole =
                labeling.owner().ok("GET", "/samples/" + items.get(1).path("id").asString(), "");
        assertThat(whole.path("content").path("text").asString()).isEqualTo("six");
        assertThat(whole.path("metadata").path("score").asDouble()).isEqualTo(0.5);
    }

    @Test
    void rollback_takesNothing_andStillNamesEveryBadLine() {
        JsonNode report = labeling.owner().ok("POST", samples + "?onReject=rollback", LINES);
        assertThat(report.path("rolledBack").asBoolean()).isTrue();
        assertThat(report.path("taken").asInt()).isZero();
        assertThat(report.path("rejected")).hasSize(5);
        assertThat(count()).isZero();
        JsonNode good =
                labeling.owner()
                        .ok("POST", samples + "?onReject=rollback&tasks=true", "{\"text\": \"x\"}");
        assertThat(good.path("taken").asInt()).isEqualTo(1);
    }

    @Test
    void keyless_isTakenOnce() {
        labeling.owner().ok("POST", samples, "{\"text\": \"x\"}\n{\"text\": \"x\"}\n");
        JsonNode report = labeling.owner().ok("POST", samples, "{\"text\": \"x\"}");
        assertThat(report.path("present").asInt()).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    private int count() {
        return labeling.owner().ok("GET", samples, "").path("items").size();
    }
}
