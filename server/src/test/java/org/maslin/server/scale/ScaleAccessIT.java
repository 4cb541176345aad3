package org.maslin.server.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScaleAccessIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TASK =
            "{\"attachment\": \"x\", \"categories\": [\"rye\", \"bun\"], \"unique_id\": \"u1\"}";

    private final TestServer server = TestServer.get();

    @Test
    void anotherOrganisation_seesNothing_andMayUseTheSameNames() throws Exception {
        String ada = server.key(server.organisation("ada"), Role.OWNER, KeyKind.LIVE);
        String ben = server.key(server.organisation("ben"), Role.OWNER, KeyKind.LIVE);
        String project = "{\"name\": \"p\", \"type\": \"categorization\"}";
        String batch = "{\"name\": \"b\", \"project\": \"p\"}";
        for (String key : new String[] {ada, ben}) {
            assertThat(call("POST", "/projects", key, project).statusCode()).isEqualTo(200);
            assertThat(call("POST", "/batches", key, batch).statusCode()).isEqualTo(200);
        }
        JsonNode task = json(call("POST", "/task/categorization", ada, TASK));
        assertThat(call("POST", "/task/categorization", ben, TASK).statusCode()).isEqualTo(200);
        String path = "/task/" + task.path("task_id").asString();
        assertThat(call("GET", path, ada, "").statusCode()).isEqualTo(200);
        assertThat(call("GET", path, ben, "").statusCode()).isEqualTo(404);
        assertThat(call("POST", path + "/cancel", ben, "").statusCode()).isEqualTo(404);
        assertThat(json(call("GET", "/tasks", ben, "")).path("total").asInt()).isEqualTo(1);
    }

    /** The firewall lets through what a name may hold here, and still nothing elsewhere. */
    @Test
    void encodedSlashes_areForNamesOfTheDialectAlone() throws Exception {
        String key = server.key(server.organisation("slashes"), Role.OWNER, KeyKind.LIVE);
        for (String path : new String[] {"/api/v1/projects/a%2Fb", "/assets/..%2Fx", "/a%5Cb"}) {
            assertThat(raw("GET", server.root() + path, key, "").statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(call("GET", "/projects/..%2F..%2Fetc", key, "").statusCode()).isEqualTo(404);
        assertThat(raw("GET", server.root() + "/scale/v1/../../api/v1/users", key, "").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> call(String method, String path, String key, String body)
            throws Exception {
        return raw(method, server.root() + "/scale/v1" + path, key, body);
    }

    private static HttpResponse<String> raw(String method, String url, String key, String body)
            throws Exception {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes());
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
