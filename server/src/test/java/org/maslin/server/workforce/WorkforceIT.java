package org.maslin.server.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class WorkforceIT {

    private final Labeling labeling = new Labeling();

    @Test
    void books_countEveryAnswerAndItsTime() {
        String project = labeling.choice(2, 3);
        TestClient owner = labeling.owner();
        owner.ok(
                "PATCH",
                "/projects/" + project,
                "{\"price\": {\"per\": \"task\", \"amount\": 0.5, \"currency\": \"EUR\"}}");
        TestClient ada = labeling.annotator("ada");
        TestClient bela = labeling.annotator("bela");
        for (int i = 0; i < 3; i++) {
            Labeling.submit(ada, Labeling.next(ada, project), "rye");
        }
        Labeling.submit(bela, Labeling.next(bela, project), "bun");
        JsonNode skipped = Labeling.next(bela, project);
        bela.ok(
                "POST",
                "/assignments/" + skipped.path("id").asString() + "/skip",
                "{\"reason\": \"cannot tell\"}");

        JsonNode books = owner.ok("GET", "/projects/" + project + "/workforce", "");
        assertThat(books.path("answers").asInt()).isEqualTo(4);
        assertThat(books.path("secondsActive").asDouble()).isEqualTo(10);
        assertThat(books.path("cost").path("amount").asDouble()).isEqualTo(2);
        assertThat(books.path("costPerAccepted").path("currency").asString()).isEqualTo("EUR");
        JsonNode each = books.path("costPerAccepted").path("figure");
        assertThat(each.path("estimate").asDouble()).isEqualTo(0.5);
        assertThat(each.path("low").asDouble()).as("every answer costs the same").isEqualTo(0.5);
        assertThat(each.path("n").asInt()).isEqualTo(4);
        assertThat(books.path("days")).hasSize(1);
        assertThat(books.path("annotators").get(0).path("annotator").path("name").asString())
                .isEqualTo("ada");
        JsonNode time = books.path("annotators").get(0).path("medianSeconds");
        assertThat(time.path("estimate").asDouble()).isEqualTo(2.5);
        assertThat(time.path("n").asInt()).isEqualTo(3);
        assertThat(time.has("low")).as("three times have no interval").isFalse();
        assertThat(books.path("annotators").get(1).path("skipped").asInt()).isEqualTo(1);

        JsonNode mine = bela.ok("GET", "/projects/" + project + "/workforce/mine", "");
        assertThat(mine.path("annotators")).hasSize(1);
        assertThat(mine.path("answers").asInt()).isEqualTo(1);
        assertThat(bela.call("GET", "/projects/" + project + "/workforce", "").status())
                .isEqualTo(403);
    }
}
