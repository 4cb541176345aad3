package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.plumbing.http.Router;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway") // a lease that is not there fails the test by itself
class AccessIT {

    private final TestServer server = TestServer.get();

    /** Each role on each route: refused by 403 or not, exactly as the table of grants says. */
    @Test
    void everyRoleOnEveryRoute_getsWhatItsGrantsSay() {
        UUID organisation = server.organisation("roles");
        Map<String, Action> actions = new TreeMap<>(server.facade(Router.class).actions());
        var wrong = new ArrayList<String>();
        for (Role role : Role.values()) {
            TestClient client = server.client(organisation, role);
            var principal =
                    new Principal(client.user().id(), organisation, role, Principal.How.KEY);
            actions.forEach(
                    (route, action) -> {
                        boolean granted =
                                Grants.decide(principal, action) instanceof AccessDecision.Allowed;
                        int status = call(client, route).status();
                        if (granted == (status == 403) || status >= 500) {
                            wrong.add("%s as %s: %d".formatted(route, role, status));
                        }
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static TestClient.Answer call(TestClient client, String route) {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        String query =
                path.endsWith("/annotations")
                        ? "?mine=true"
                        : path.endsWith("/events") ? "?once=true" : "";
        return client.call(parts[0], path + query, "");
    }

    /** Every id of one organisation, on every route that reads: not there for the other one. */
    @Test
    void everyIdOfAnotherOrganisation_isNotThere() {
        var labeling = new Labeling();
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        Labeling.submit(ada, work, "rye");
        String sample =
                labeling.owner()
                        .ok("GET", "/projects/" + project + "/samples", "")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        List<String> ids =
                List.of(
                        project,
                        work.path("id").asString(),
                        work.path("taskId").asString(),
                        sample,
                        ada.user().id().toString());
        TestClient stranger = server.client(server.organisation("other"), Role.OWNER);
        var seen = new ArrayList<String>();
        for (String route : server.facade(Router.class).actions().keySet()) {
            if (route.startsWith("GET ") && route.contains("{")) {
                for (String id : ids) {
                    int status =
                            stranger.get(route.substring(4).replaceAll("\\{[^}]*}", id)).status();
                    if (status != 404) {
                        seen.add(route + " " + status);
                    }
                }
            }
        }
        assertThat(seen).isEmpty();
        assertThat(stranger.ok("GET", "/projects", "").path("items")).isEmpty();
    }

    @Test
    void everyOperationOfTheContract_hasItsRoute_andTheOtherWayRound() {
        assertThat(server.facade(Router.class).names())
                .containsExactlyInAnyOrderElementsOf(server.contract().operations());
    }
}
