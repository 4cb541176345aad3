package org.maslin.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class ThreadsIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient annotator = labeling.annotator("ann");
    private final TestClient other = labeling.annotator("bea");
    private final String project = labeling.choice(1, 2);
    private final String guideline = "/projects/" + project + "/guideline";
    private final String threads = "/projects/" + project + "/threads";

    private void write(String text) {
        owner.ok("POST", "/projects/" + project + "/guidelines", "{\"text\": \"" + text + "\"}");
    }

    @Test
    void guideline_marksWhatChangedSinceItWasRead() {
        assertThat(annotator.ok("GET", guideline, "").path("version").asInt()).isZero();
        assertThat(annotator.post(guideline + "/read", "{\"version\": 1}").status()).isEqualTo(422);
        write("# Buns\\nRound.\\n## Rye\\nDark.\\n### Example\\nA loaf.");
        JsonNode first = annotator.ok("GET", guideline, "");
        assertThat(first.path("sections").path(1).path("change").asString()).isEqualTo("new");
        assertThat(first.path("sections").path(1).path("examples").path(0).path("text").asString())
                .isEqualTo("A loaf.");
        JsonNode read = annotator.ok("POST", guideline + "/read", "{\"version\": 1}");
        assertThat(read.path("sections").path(0).path("change").asString()).isEqualTo("same");
        write("# Buns\\nRound and soft.\\n## Wheat\\nPale.");
        JsonNode next = annotator.ok("GET", guideline, "");
        assertThat(next.path("readVersion").asInt()).isOne();
        assertThat(next.path("sections").path(0).path("change").asString()).isEqualTo("changed");
        assertThat(next.path("sections").path(0).path("before").path("text").asString())
                .isEqualTo("Round.");
        assertThat(next.path("sections").path(1).path("change").asString()).isEqualTo("new");
        assertThat(next.path("removed").path(0).asString()).isEqualTo("Rye");
        assertThat(annotator.ok("GET", guideline + "?search=pale", "").path("sections")).hasSize(1);
        assertThat(
                        owner.ok("GET", guideline + "/readers", "")
                                .path("items")
                                .path(0)
                                .path("version")
                                .asInt())
                .isOne();
        assertThat(annotator.get(guideline + "/readers").status()).isEqualTo(403);
        assertThat(owner.ok("GET", "/projects/" + project + "/guidelines", "").path("items"))
                .hasSize(2);
        assertThat(
                        owner.ok("GET", "/projects/" + project + "/guidelines/1", "")
                                .path("text")
                                .asString())
                .startsWith("# Buns");
        assertThat(owner.get("/projects/" + project + "/guidelines/9").status()).isEqualTo(404);
    }

    /** What was shown is cited, whatever came after. */
    @Test
    void annotation_citesTheGuidelineThatWasShown() throws Exception {
        write("# Buns\\nRound.");
        Thread.sleep(1100); // what is known of a project is of a second ago at most
        JsonNode held = Labeling.next(annotator, project);
        assertThat(held.path("guidelineVersion").asInt()).isOne();
        write("# Buns\\nSquare.");
        String path = "/assignments/" + held.path("id").asString() + "/annotation";
        assertThat(
                        annotator
                                .ok(
                                        "POST",
                                        path,
                                        "{\"answers\": {\"kind\": \"bun\"}, \"guidelineVersion\": 1}")
                                .path("guidelineVersion")
                                .asInt())
                .isOne();
        assertThat(
                        annotator
                                .post(
                                        path,
                                        "{\"answers\": {\"kind\": \"rye\"}, \"guidelineVersion\": 7}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void question_isAskedAnsweredAndResolved_withWhatIsUnread() {
        JsonNode held = Labeling.next(annotator, project);
        String task = held.path("taskId").asString();
        String body = "{\"text\": \"Is it a bun?\", \"taskId\": \"" + task + "\"}";
        assertThat(other.post(threads, body).status()).isEqualTo(404);
        String id = annotator.ok("POST", threads, body).path("thread").path("id").asString();
        assertThat(owner.ok("GET", threads + "/counts", "").path("unread").asInt()).isOne();
        assertThat(owner.ok("GET", threads + "/counts", "").path("unanswered").asInt()).isOne();
        assertThat(other.get("/threads/" + id).status()).isEqualTo(404);
        assertThat(other.ok("GET", threads, "").path("items")).isEmpty();

        owner.ok("POST", "/threads/" + id + "/read", "");
        JsonNode answered =
                owner.ok("POST", "/threads/" + id + "/messages", "{\"text\": \"It is.\"}");
        assertThat(answered.path("thread").path("answered").asBoolean()).isTrue();
        assertThat(answered.path("messages")).hasSize(2);
        assertThat(
                        annotator
                                .ok("GET", threads + "?mine=true&task=" + task, "")
                                .path("items")
                                .path(0)
                                .path("unread")
                                .asInt())
                .isOne();
        annotator.ok("POST", "/threads/" + id + "/read", "");
        assertThat(annotator.ok("GET", threads + "/counts", "").path("unread").asInt()).isZero();
        owner.ok("PATCH", "/threads/" + id, "{\"state\": \"resolved\"}");
        assertThat(owner.ok("GET", threads + "?state=open", "").path("items")).isEmpty();
        JsonNode again =
                annotator.ok("POST", "/threads/" + id + "/messages", "{\"text\": \"Sure?\"}");
        assertThat(again.path("thread").path("state").asString()).isEqualTo("open");
        assertThat(annotator.post(threads, "{\"text\": \"?\"}").status()).isEqualTo(422);
        TestClient viewer = labeling.server().client(labeling.organisation(), Role.VIEWER);
        assertThat(viewer.get(threads).status()).isEqualTo(403);
    }

    @Test
    void questionAboutASection_isForEverybody() {
        write("# Buns\\nRound.");
        assertThat(
                        annotator
                                .post(threads, "{\"text\": \"How round?\", \"section\": \"none\"}")
                                .status())
                .isEqualTo(422);
        String id =
                annotator
                        .ok("POST", threads, "{\"text\": \"How round?\", \"section\": \"buns\"}")
                        .path("thread")
                        .path("id")
                        .asString();
        assertThat(other.ok("GET", "/threads/" + id, "").path("messages")).hasSize(1);
        assertThat(other.post("/threads/" + id + "/messages", "{\"text\": \"I say so\"}").status())
                .isEqualTo(403);
        assertThat(other.ok("GET", threads + "?section=buns", "").path("items")).hasSize(1);
    }

    /** Where some tasks are gold, annotators know tasks by other names; threads keep to that. */
    @Test
    void questionWhereSomeTasksAreGold_givesNothingAway() {
        owner.ok(
                "POST",
                "/projects/" + project + "/samples",
                "{\"key\": \"g\", \"text\": \"golden loaf\"}");
        owner.ok(
                "POST",
                "/projects/" + project + "/tasks",
                "{\"tasks\": [{\"sampleKey\": \"g\", \"gold\": {\"expected\": {\"kind\": \"rye\"}}}]}");
        owner.ok(
                "PUT",
                "/projects/" + project + "/gold/rule",
                "{\"rate\": 0.5, \"firstTasks\": 1, \"firstGold\": 1}");
        JsonNode held = Labeling.next(annotator, project);
        String called = held.path("taskId").asString();
        JsonNode asked =
                annotator.ok(
                        "POST",
                        threads,
                        "{\"text\": \"What is this?\", \"taskId\": \"" + called + "\"}");
        assertThat(asked.path("thread").path("taskId").asString()).isEqualTo(called);
        assertThat(asked.path("thread").path("taskKey")).isEqualTo(held.path("taskKey"));
        assertThat(annotator.ok("GET", threads + "?task=" + called, "").path("items")).hasSize(1);
        JsonNode seen = owner.ok("GET", threads, "").path("items").path(0);
        assertThat(seen.path("taskId").asString()).isNotEqualTo(called);
        assertThat(List.of("g", "t000000", "t000001")).contains(seen.path("taskKey").asString());
    }
}
