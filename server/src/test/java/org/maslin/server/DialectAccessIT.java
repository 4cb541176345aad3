package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.security.AccessDecision;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.identity.KeyKind;
import org.maslin.server.plumbing.http.DialectRouter;

/** Each role on each route of other vendors' dialects: refused by 403 or not, as the grants say. */
class DialectAccessIT {

    private static final int FORBIDDEN = 403;
    private static final int FAULT = 500;

    private final TestServer server = TestServer.get();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource({"scaleRouter, /scale/v1, LIVE", "openAiRouter, /openai/v1, NATIVE"})
    void everyRoleOnEveryRoute_getsWhatItsGrantsSay(String router, String base, KeyKind kind)
            throws Exception {
        UUID organisation = server.organisation("roles of " + base);
        var actions = new TreeMap<>(server.facade(router, DialectRouter.class).actions());
        var wrong = new ArrayList<String>();
        for (Role role : Role.values()) {
            var principal = new Principal(UUID.randomUUID(), organisation, role, Principal.How.KEY);
            String key = server.key(organisation, role, kind);
            for (var route : actions.entrySet()) {
                boolean granted =
                        Grants.decide(principal, route.getValue())
                                instanceof AccessDecision.Allowed;
                String[] parts = route.getKey().split(" ");
                String path = parts[1].replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                int status = status(parts[0], base + path, key);
                if (granted == (status == FORBIDDEN) || status >= FAULT) {
                    wrong.add("%s as %s: %d".formatted(route.getKey(), role, status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private int status(String method, String path, String key) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.root() + path))
                        .header("Authorization", "Bearer " + key)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
