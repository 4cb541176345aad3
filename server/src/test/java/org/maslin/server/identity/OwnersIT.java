package org.maslin.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;

class OwnersIT {

    private static final String DEMOTE = "{\"role\": \"manager\"}";
    private static final int TIMES = 25;

    private final TestServer server = TestServer.get();

    /** Each saw the other as an owner still, and both were demoted. */
    @Test
    void twoOwners_whoDemoteEachOtherAtOnce_leaveOne() {
        for (int i = 0; i < TIMES; i++) {
            UUID organisation = server.organisation("owners");
            TestClient ada = server.client(organisation, Role.OWNER);
            TestClient bob = server.client(organisation, Role.OWNER);
            var adaDid = CompletableFuture.supplyAsync(() -> demote(ada, bob));
            var bobDid = CompletableFuture.supplyAsync(() -> demote(bob, ada));
            assertThat(List.of(adaDid.join().status(), bobDid.join().status()))
                    .containsOnlyOnce(200);
            assertThat(owners(organisation)).hasSize(1);
        }
    }

    @Test
    void lastOwner_cannotBeDisabledByAKey_whichIsNobody() {
        UUID organisation = server.organisation("last");
        TestClient ada = server.client(organisation, Role.OWNER);
        TestClient key = server.client(organisation, Role.OWNER, "service", AnnotatorKind.REPLAYED);
        TestClient.Answer refused =
                key.call("PATCH", "/users/" + ada.user().id(), "{\"disabled\": true}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("last-owner");
        assertThat(owners(organisation)).hasSize(1);
    }

    private static TestClient.Answer demote(TestClient by, TestClient whom) {
        return by.call("PATCH", "/users/" + whom.user().id(), DEMOTE);
    }

    private List<String> owners(UUID organisation) {
        return server.rows(
                """
                select id from users where organisation_id = '%s' and role = 'owner'
                    and kind = 'person' and not disabled
                """
                        .formatted(organisation));
    }
}
