package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class ProjectShelvesIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    private List<String> listed(String query) {
        return owner.ok("GET", "/projects" + query, "")
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void archivedAndDeletedProjects_areListedWhereTheyAreLookedFor() {
        String here = labeling.choice(1, 1);
        String away = labeling.choice(1, 1);
        String gone = labeling.choice(1, 1);
        String state = "/projects/" + away + "/state";
        owner.ok("PUT", state, "{\"state\": \"archived\"}");
        owner.ok("DELETE", "/projects/" + gone, "");
        assertThat(listed("")).containsExactly(here);
        assertThat(listed("?shelf=archived")).containsExactly(away);
        assertThat(listed("?shelf=deleted")).containsExactly(gone);
        assertThat(listed("?shelf=all")).containsExactlyInAnyOrder(here, away);
        assertThat(owner.ok("GET", "/projects/" + away, "").path("state").asString())
                .isEqualTo("archived");
        assertThat(owner.get("/projects?shelf=attic").status()).isEqualTo(422);
        owner.ok("PUT", state, "{\"state\": \"active\"}");
        assertThat(listed("")).containsExactlyInAnyOrder(here, away);
    }

    @Test
    void copy_bringsItsSamples_andTasks_ifTheyAreWanted() throws Exception {
        String from = labeling.choice(2, 2500);
        JsonNode bare = owner.ok("POST", "/projects/" + from + "/copy", "{\"name\": \"bare\"}");
        assertThat(bare.path("overlap").asInt()).isEqualTo(2);
        JsonNode made =
                owner.ok(
                        "POST",
                        "/projects/" + from + "/copy",
                        "{\"name\": \"whole\", \"samples\": true, \"tasks\": true}");
        String to = "/projects/" + made.path("id").asString();
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (owner.ok("GET", to, "").path("counts").path("samples").asInt() < 2500) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
        JsonNode counts = owner.ok("GET", to, "").path("counts");
        assertThat(counts.path("tasks").asInt()).isEqualTo(2500);
        assertThat(counts.path("answersNeeded").asInt()).isEqualTo(5000);
        assertThat(
                        owner.ok("GET", "/projects/" + bare.path("id").asString(), "")
                                .path("counts")
                                .path("samples")
                                .asInt())
                .isZero();
        TestClient ada = labeling.annotator("ada");
        JsonNode next = Labeling.next(ada, made.path("id").asString());
        assertThat(next.path("content").path("text").asString()).isNotBlank();
        Labeling.submit(ada, next, "rye");
        JsonNode refused =
                owner.post("/projects/" + from + "/copy", "{\"name\": \"odd\", \"tasks\": true}")
                        .json();
        assertThat(refused.path("errors").get(0).path("place").asString()).isEqualTo("tasks");
    }

    @Test
    void groups_haveTheirMembers() {
        TestClient ada = labeling.annotator("ada");
        String id = ada.user().id().toString();
        owner.ok(
                "PUT",
                "/users/" + id + "/abilities",
                "{\"groups\": [\"bakers\"], \"skills\": [\"rye\"], \"languages\": [\"de\"]}");
        JsonNode groups = owner.ok("GET", "/groups", "").path("items");
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("name").asString()).isEqualTo("bakers");
        assertThat(groups.get(0).path("members").get(0).path("name").asString()).isEqualTo("ada");
    }

    @Test
    void batchWithARuleOfItsOwn_canForgetIt() {
        String project = labeling.choice(3, 1);
        String batch =
                owner.ok(
                                "POST",
                                "/projects/" + project + "/batches",
                                """
                                {"name": "b", "adaptiveOverlap": {"least": 2, "most": 4, "confidence": 0.9}}
                                """)
                        .path("id")
                        .asString();
        JsonNode without = owner.ok("DELETE", "/batches/" + batch + "/adaptive-overlap", "");
        assertThat(without.has("adaptiveOverlap")).isFalse();
    }
}
