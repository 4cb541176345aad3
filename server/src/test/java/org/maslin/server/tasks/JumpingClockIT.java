package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;
import org.maslin.server.identity.AnnotatorKind;
import tools.jackson.databind.JsonNode;

/** The machine's clock is set back, and forth, while people work. */
class JumpingClockIT {

    private static final String PROJECT =
            """
            {"name": "Breads", "overlap": 1, "leaseSeconds": 600, "ontology": {"questions": [
              {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}]}]}}
            """;

    private static final class Clock implements InstantSource {
        private volatile Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        void jump(Duration by) {
            now = now.plus(by);
        }
    }

    private final Clock clock = new Clock();

    @Test
    void jumps_loseNoAnswer_andGiveNoTaskToTwo() throws Exception {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        Path data = Files.createTempDirectory(target, "clock ").resolve("data");
        try (TestServer server = TestServer.open(data, clock)) {
            UUID organisation = server.organisation("clock");
            TestClient owner = server.client(organisation, Role.OWNER);
            TestClient ada = annotator(server, organisation, "ada");
            TestClient ben = annotator(server, organisation, "ben");
            String project = owner.ok("POST", "/projects", PROJECT).path("id").asString();
            owner.ok(
                    "POST",
                    "/projects/" + project + "/samples?tasks=true",
                    "{\"key\": \"a\", \"text\": \"a\"}\n{\"key\": \"b\", \"text\": \"b\"}\n{\"key\": \"c\", \"text\": \"c\"}\n");

            JsonNode first = Labeling.next(ada, project);
            clock.jump(Duration.ofHours(-1));
            ada.ok("POST", "/assignments/" + id(first) + "/heartbeat", "");
            assertThat(Labeling.next(ben, project).path("taskId"))
                    .isNotEqualTo(first.path("taskId"));
            assertThat(Labeling.submit(ada, first, "rye").path("revision").asInt()).isEqualTo(1);

            JsonNode third = Labeling.next(ada, project);
            clock.jump(Duration.ofDays(2));
            JsonNode taken = Labeling.next(ben, project);
            Labeling.submit(ben, taken, "bun");
            JsonNode also = Labeling.next(ben, project);
            Labeling.submit(ben, also, "bun");
            assertThat(Labeling.next(ben, project).isMissingNode()).isTrue();
            TestClient.Answer late =
                    ada.post(
                            "/assignments/" + id(third) + "/annotation",
                            "{\"answers\": {\"kind\": \"rye\"}}");
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.text("hint")).isNotEmpty();

            clock.jump(Duration.ofDays(-3));
            JsonNode answers = owner.ok("GET", "/projects/" + project + "/annotations", "");
            assertThat(answers.path("items")).hasSize(3);
        }
    }

    private static TestClient annotator(TestServer server, UUID organisation, String name) {
        return server.client(organisation, Role.ANNOTATOR, name, AnnotatorKind.SIMULATED);
    }

    private static String id(JsonNode assignment) {
        return assignment.path("id").asString();
    }
}
