package org.maslin.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.json.JsonMapper;

class OperationsIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(owner.base().replace("/api/v1", "") + path))
                        .header("Authorization", "Bearer " + owner.secret());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void metrics_tellOfRequestsAnswersJobsPoolsAndLag_andNameNobody() throws Exception {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada-of-the-metrics");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        HttpResponse<String> response = get("/actuator/prometheus");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "maslin_http_requests_seconds_count{method=\"POST\",route=\"/projects/{projectId}/assignments\",status=\"200\"}",
                        "maslin_answers_total",
                        "maslin_tasks_completed_total",
                        "maslin_jobs{place=\"worker\",state=\"queued\"}",
                        "maslin_pool_connections{pool=\"read-write\",state=\"active\"}",
                        "maslin_audit_lag_seconds",
                        "maslin_webhook_deliveries_waiting",
                        "jvm_memory_used_bytes")
                .doesNotContain(project)
                .doesNotContain("ada-of-the-metrics")
                .doesNotContain(labeling.organisation().toString());
    }

    @Test
    void metrics_areForThisMachine_withoutAProxy() throws Exception {
        assertThat(get("/actuator/prometheus", "X-Forwarded-For", "203.0.113.7").statusCode())
                .isEqualTo(403);
    }

    @Test
    void health_saysWhetherItLivesAndIsReady() throws Exception {
        for (String path : new String[] {"", "/liveness", "/readiness"}) {
            HttpResponse<String> response = get("/actuator/health" + path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(JsonMapper.shared().readTree(response.body()).path("status").asString())
                    .isEqualTo("UP");
        }
    }

    @Test
    void requestId_isTheCallersIfItIsPlain_andStandsInProblems() throws Exception {
        String path = "/api/v1/jobs/" + UUID.randomUUID();
        HttpResponse<String> given = get(path, "X-Request-Id", "trace-17.a");
        assertThat(given.headers().firstValue("X-Request-Id")).hasValue("trace-17.a");
        assertThat(JsonMapper.shared().readTree(given.body()).path("requestId").asString())
                .isEqualTo("trace-17.a");
        HttpResponse<String> odd = get(path, "X-Request-Id", "a b<script>");
        String made = odd.headers().firstValue("X-Request-Id").orElse("");
        assertThat(UUID.fromString(made).version()).isEqualTo(7);
        assertThat(odd.body()).contains(made);
    }
}
