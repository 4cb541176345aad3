package org.maslin.server.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.identity.AnnotatorKind;
import tools.jackson.databind.JsonNode;

class ReviewIT {

    private static final String TWO_LEVELS = "{\"review\": {\"levels\": 2}}";

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient ada = labeling.annotator("ada");
    private final TestClient rita = reviewer("rita");
    private final TestClient remo = reviewer("remo");

    private TestClient reviewer(String name) {
        return labeling.server()
                .client(labeling.organisation(), Role.REVIEWER, name, AnnotatorKind.PERSON);
    }

    @Test
    void answer_isSeenByTwoReviewersOneAfterTheOther() {
        String project = labeling.choice(1, 1);
        owner.ok("PATCH", "/projects/" + project, TWO_LEVELS);
        Labeling.submit(ada, Labeling.next(ada, project), "rye");

        JsonNode first = next(rita, project);
        assertThat(first.path("annotation").path("label").asString()).isEqualTo("rye");
        assertThat(first.path("content").path("text").asString()).startsWith("loaf");
        assertThat(next(rita, project).path("review").path("id"))
                .as("the lease comes back")
                .isEqualTo(first.path("review").path("id"));
        assertThat(next(remo, project).isMissingNode()).isTrue();
        give(rita, first, "{\"verdict\": \"accept\"}");

        assertThat(next(rita, project).isMissingNode()).as("not two levels of one").isTrue();
        JsonNode second = next(remo, project);
        assertThat(second.path("review").path("level").asInt()).isEqualTo(2);
        assertThat(second.path("earlier")).hasSize(1);
        give(
                remo,
                second,
                "{\"verdict\": \"fix\", \"answers\": {\"kind\": \"bun\"}, \"comments\": [{\"text\": \"Seeds.\"}]}");

        JsonNode counts = owner.ok("GET", "/projects/" + project + "/reviews", "");
        assertThat(counts.path("pending").asInt()).isZero();
        assertThat(counts.path("accepted").asInt()).isEqualTo(1);
        assertThat(counts.path("fixed").asInt()).isEqualTo(1);
        assertThat(counts.path("acceptedShare").path("n").asInt()).isEqualTo(1);
        JsonNode answers = owner.ok("GET", "/projects/" + project + "/annotations", "");
        assertThat(answers.path("items").get(0).path("label").asString()).isEqualTo("bun");
        assertThat(answers.path("items").get(0).path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void rejectedAnswer_comesBackToItsAnnotatorWithTheComment() {
        String project = labeling.pairwise(1, 1);
        owner.ok("PATCH", "/projects/" + project, "{\"review\": {\"levels\": 1}}");
        JsonNode work = Labeling.next(ada, project);
        Labeling.submit(ada, work, "first");

        JsonNode review = next(rita, project);
        assertThat(
                        rita.call("POST", path(review) + "/verdict", "{\"verdict\": \"reject\"}")
                                .status())
                .isEqualTo(422);
        give(
                rita,
                review,
                "{\"verdict\": \"reject\", \"comments\": [{\"question\": \"better\", \"text\": \"Read both.\"}]}");

        assertThat(Labeling.next(labeling.annotator("bela"), project).isMissingNode())
                .as("the place is still hers")
                .isTrue();
        JsonNode again = Labeling.next(ada, project);
        assertThat(again.path("id")).isEqualTo(work.path("id"));
        assertThat(again.path("draft").path("better").asString())
                .as("as it was shown")
                .isEqualTo("first");
        JsonNode said =
                ada.ok("GET", "/assignments/" + again.path("id").asString() + "/reviews", "");
        assertThat(said.get(0).path("comments").get(0).path("text").asString())
                .isEqualTo("Read both.");
        Labeling.submit(ada, again, "second");
        JsonNode second = next(rita, project);
        assertThat(second.path("review").path("revision").asInt()).isEqualTo(2);
        give(rita, second, "{\"verdict\": \"accept\"}");
        assertThat(next(rita, project).isMissingNode()).isTrue();
    }

    @Test
    void answer_thatAgreesWithASureConsensus_needsNoReviewer() {
        String project = labeling.choice(2, 6);
        owner.ok(
                "PATCH",
                "/projects/" + project,
                "{\"review\": {\"levels\": 1, \"acceptAbove\": 0.6}}");
        TestClient bela = labeling.annotator("bela");
        for (int i = 0; i < 6; i++) {
            Labeling.submit(ada, Labeling.next(ada, project), "rye");
            Labeling.submit(bela, Labeling.next(bela, project), "rye");
        }
        labeling.server()
                .facade(Consensuses.class)
                .settle(Principal.system(labeling.organisation()), UUID.fromString(project));
        JsonNode counts = owner.ok("GET", "/projects/" + project + "/reviews", "");
        assertThat(counts.path("accepted").asInt()).isEqualTo(12);
        assertThat(counts.path("pending").asInt()).isZero();
        assertThat(counts.path("acceptedShare").isNull()).isTrue();
    }

    @Test
    void changedAnswer_dropsTheReviewOfTheOldOne() {
        String project = labeling.choice(1, 1);
        owner.ok("PATCH", "/projects/" + project, "{\"review\": {\"levels\": 1}}");
        JsonNode work = Labeling.next(ada, project);
        Labeling.submit(ada, work, "rye");
        JsonNode review = next(rita, project);
        Labeling.submit(ada, work, "bun");
        assertThat(
                        rita.call("POST", path(review) + "/verdict", "{\"verdict\": \"accept\"}")
                                .status())
                .isEqualTo(409);
        assertThat(next(rita, project).path("annotation").path("label").asString())
                .isEqualTo("bun");
    }

    @Test
    void answer_thatTheOthersContradict_isReviewedFirst() {
        String project = labeling.choice(3, 4);
        owner.ok("PATCH", "/projects/" + project, "{\"review\": {\"levels\": 1}}");
        TestClient bela = labeling.annotator("bela");
        TestClient cleo = labeling.annotator("cleo");
        for (int i = 0; i < 4; i++) {
            Labeling.submit(ada, Labeling.next(ada, project), "rye");
            Labeling.submit(bela, Labeling.next(bela, project), "rye");
            Labeling.submit(cleo, Labeling.next(cleo, project), i == 2 ? "bun" : "rye");
        }
        labeling.server()
                .facade(Consensuses.class)
                .settle(Principal.system(labeling.organisation()), UUID.fromString(project));

        JsonNode first = next(rita, project);
        assertThat(first.path("annotation").path("label").asString()).isEqualTo("bun");
        assertThat(first.path("annotation").path("annotator").path("name").asString())
                .isEqualTo("cleo");
        assertThat(first.path("review").path("risk").asDouble()).isGreaterThan(.5);
        give(rita, first, "{\"verdict\": \"accept\"}");
        assertThat(next(rita, project).path("review").path("risk").asDouble()).isLessThan(.5);
    }

    @Test
    void nobody_reviewsTheirOwnAnswer() {
        String project = labeling.choice(1, 1);
        owner.ok("PATCH", "/projects/" + project, "{\"review\": {\"levels\": 1}}");
        Labeling.submit(rita, Labeling.next(rita, project), "rye");
        assertThat(next(rita, project).isMissingNode()).isTrue();
        assertThat(ada.call("POST", "/projects/" + project + "/reviews", "").status())
                .isEqualTo(403);
        assertThat(next(remo, project).isMissingNode()).isFalse();
    }

    private static JsonNode next(TestClient reviewer, String project) {
        return reviewer.ok("POST", "/projects/" + project + "/reviews", "");
    }

    private static String path(JsonNode task) {
        return "/reviews/" + task.path("review").path("id").asString();
    }

    private static void give(TestClient reviewer, JsonNode task, String verdict) {
        reviewer.ok("POST", path(task) + "/verdict", verdict);
    }
}
