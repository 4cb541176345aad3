package org.maslin.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

/** The report over HTTP. */
class DiagnosisIT {

    private static final int TASKS = 30;

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    @Test
    void report_tellsOfLabelsAndAnnotators_toThoseWhoMayLook() {
        String project = labeling.choice(3, TASKS);
        TestClient ada = labeling.annotator("ada");
        for (TestClient annotator :
                new TestClient[] {ada, labeling.annotator("ben"), labeling.annotator("eve")}) {
            for (int task = 0; task < TASKS; task++) {
                Labeling.submit(
                        annotator,
                        Labeling.next(annotator, project),
                        task % 2 == 0 ? "rye" : "bun");
            }
        }

        JsonNode report = owner.ok("GET", "/projects/" + project + "/diagnosis", "");

        assertThat(report.path("answers").asInt()).isEqualTo(3 * TASKS);
        assertThat(report.path("judged").asInt()).isEqualTo(3 * TASKS);
        assertThat(report.path("annotators").size()).isEqualTo(3);
        assertThat(report.path("agreement").size()).isPositive();
        assertThat(report.path("remainingError").path("estimate").asDouble()).isBetween(0.0, 0.2);
        assertThat(report.path("annotators").get(0).path("skill").path("method").asString())
                .isNotEmpty();
        assertThat(ada.get("/projects/" + project + "/diagnosis").status()).isEqualTo(403);
    }

    @Test
    void report_withoutAnswers_isEmpty() {
        String project = labeling.choice(2, 3);

        JsonNode report = owner.ok("GET", "/projects/" + project + "/diagnosis", "");

        assertThat(report.path("answers").asInt()).isZero();
        assertThat(report.path("annotators").isEmpty()).isTrue();
    }
}
