package org.maslin.server.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;
import org.maslin.server.plumbing.http.DialectRouter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScaleAccessIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TASK =
            "{\"attachment\": \"x\", \"categories\": [\"rye\", \"bun\"], \"unique_id\": \"u1\"}";

    private final TestServer server = TestServer.get();

    /** Each role on each route: refused by 403 or not, exactly as the table of grants says. */
    @Test
    void everyRoleOnEveryRoute_getsWhatItsGrantsSay() throws Exception {
        UUID organisation = server.organisation("scale roles");
        Map<String, Action> actions = new TreeMap<>(server.facade(DialectRouter.class).actions());
        var wrong = new ArrayList<String>();
        for (Role role : Role.values()) {
            var principal = new Principal(UUID.randomUUID(), organisation, role, Principal.How.KEY);
            String key = server.key(organisation, role, KeyKind.LIVE);
            for (var route : actions.entrySet()) {
                boolean granted =
                        Grants.decide(principal, route.getValue())
                                instanceof AccessDecision.Allowed;
                String[] parts = route.getKey().split(" ");
                String path = parts[1].replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                int status = call(parts[0], path, key, "").statusCode();
                if (granted == (status == 403) || status >= 500) {
                    wrong.add("%s as %s: %d".formatted(route.getKey(), role, status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

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
