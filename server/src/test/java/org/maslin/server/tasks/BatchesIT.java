package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.security.audit.AuditLeaf;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway") // a lease that is not there fails the test by itself
class BatchesIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    @Test
    void batch_isGivenOnlyWhileInProgress_andTheOneOfHigherPriorityFirst() {
        String project = labeling.choice(1, 2);
        String batch = batch(project, "{\"name\": \"first of all\", \"priority\": 5}");
        String lines =
                "{\"key\": \"z1\", \"text\": \"one\"}\n{\"key\": \"z2\", \"text\": \"two\"}\n";
        owner.ok("POST", "/projects/" + project + "/samples?tasks=true&batch=" + batch, lines);
        TestClient ada = labeling.annotator("ada");
        assertThat(Labeling.next(ada, project).path("taskKey").asString()).isEqualTo("t000000");
        owner.ok("POST", "/batches/" + batch + "/start", "");
        TestClient bela = labeling.annotator("bela");
        JsonNode work = Labeling.next(bela, project);
        assertThat(work.path("taskKey").asString()).isEqualTo("z1");
        owner.ok("POST", "/batches/" + batch + "/pause", "");
        Labeling.submit(bela, work, "rye");
        assertThat(Labeling.next(bela, project).path("taskKey").asString()).isEqualTo("t000001");
        JsonNode paused = owner.ok("GET", "/batches/" + batch, "");
        assertThat(paused.path("counts").path("tasks").asInt()).isEqualTo(2);
        assertThat(paused.path("counts").path("completed").asInt()).isEqualTo(1);
        owner.ok("POST", "/batches/" + batch + "/complete", "");
        assertThat(owner.post("/batches/" + batch + "/resume", "").text("code"))
                .isEqualTo("batch-state");
        assertThat(
                        owner.post(
                                        "/projects/" + project + "/tasks",
                                        "{\"batchId\": \"%s\", \"tasks\": [{\"sampleKey\": \"z1\", \"key\": \"z3\"}]}"
                                                .formatted(batch))
                                .text("code"))
                .isEqualTo("batch-closed");
    }

    @Test
    void batch_withARule_isGivenToThoseWhoFitIt() {
        String project = labeling.choice(2, 2);
        owner.ok(
                "PATCH",
                "/batches/" + project,
                "{\"rule\": {\"groups\": [\"night\", \"day\"], \"skills\": [\"bread\"], \"languages\": [\"de\"]}}");
        TestClient ada = labeling.annotator("ada");
        TestClient bela = labeling.annotator("bela");
        able(ada, "night", "bread", "de");
        able(bela, "night", "cake", "de");
        JsonNode work = Labeling.next(ada, project);
        assertThat(work.path("taskKey").asString()).isEqualTo("t000000");
        assertThat(work.path("progress").path("open").asInt()).isEqualTo(1);
        assertThat(Labeling.next(bela, project).isMissingNode()).isTrue();
        String lease = "/tasks/" + work.path("taskId").asString() + "/assignments";
        assertThat(bela.post(lease, "").text("code")).isEqualTo("task-not-given");
        owner.ok("PATCH", "/batches/" + project, "{\"rule\": {}}");
        assertThat(Labeling.next(bela, project).path("taskKey").asString()).isEqualTo("t000000");
    }

    private void able(TestClient user, String group, String skill, String language) {
        owner.ok(
                "PUT",
                "/users/" + user.user().id() + "/abilities",
                "{\"groups\": [\"%s\"], \"skills\": [\"%s\"], \"languages\": [\"%s\"]}"
                        .formatted(group, skill, language));
    }

    @Test
    void batches_haveNamesOfTheirOwn_andTheProjectItsDefault() {
        String project = labeling.choice(1, 1);
        batch(project, "{\"name\": \"a\", \"kind\": \"self-label\", \"metadata\": {\"week\": 7}}");
        assertThat(
                        owner.post("/projects/" + project + "/batches", "{\"name\": \"a\"}")
                                .text("code"))
                .isEqualTo("batch-name-taken");
        JsonNode page = owner.ok("GET", "/projects/" + project + "/batches", "");
        assertThat(page.path("items").get(0).path("metadata").path("week").asInt()).isEqualTo(7);
        assertThat(page.path("items").get(1).path("id").asString()).isEqualTo(project);
        assertThat(page.path("items").get(1).path("counts").path("tasks").asInt()).isEqualTo(1);
        owner.ok("PATCH", "/batches/" + project, "{\"priority\": 3}");
        assertThat(owner.ok("GET", "/batches/" + project, "").path("priority").asInt())
                .isEqualTo(3);
    }

    @Test
    void task_ofHigherPriority_comesFirst_evenForThoseWhoPassedIt() {
        String project = labeling.choice(2, 4);
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        String last = task(project, "t000003").path("id").asString();
        owner.ok("PATCH", "/tasks/" + last, "{\"priority\": 9}");
        assertThat(Labeling.next(ada, project).path("taskKey").asString()).isEqualTo("t000003");
    }

    @Test
    void uniqueId_namesOneTask() {
        String project = labeling.choice(1, 2);
        String one = task(project, "t000000").path("id").asString();
        String other = task(project, "t000001").path("id").asString();
        JsonNode changed =
                owner.ok(
                        "PATCH",
                        "/tasks/" + one,
                        "{\"uniqueId\": \"u-1\", \"tags\": [\"hard\"], \"metadata\": {\"a\": 1}}");
        assertThat(changed.path("uniqueId").asString()).isEqualTo("u-1");
        assertThat(owner.call("PATCH", "/tasks/" + other, "{\"uniqueId\": \"u-1\"}").text("code"))
                .isEqualTo("unique-id-taken");
        assertThat(keys(project, "uniqueId=u-1")).containsExactly("t000000");
        owner.ok("PATCH", "/tasks/" + one, "{\"uniqueId\": \"\"}");
        owner.ok("PATCH", "/tasks/" + other, "{\"uniqueId\": \"u-1\"}");
        assertThat(keys(project, "uniqueId=u-1")).containsExactly("t000001");
        assertThat(
                        owner.post(
                                        "/projects/" + project + "/tasks",
                                        "{\"tasks\": [{\"sampleKey\": \"t000000\", \"key\": \"n\", \"uniqueId\": \"u-1\"}]}")
                                .text("code"))
                .isEqualTo("unique-id-taken");
    }

    @Test
    void cancelledTask_isNobodysAnyMore() {
        String project = labeling.choice(2, 2);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        String task = work.path("taskId").asString();
        assertThat(owner.ok("POST", "/tasks/" + task + "/cancel", "").path("state").asString())
                .isEqualTo("cancelled");
        assertThat(
                        ada.post(
                                        "/assignments/"
                                                + work.path("id").asString()
                                                + "/annotation",
                                        "{\"answers\": {\"kind\": \"rye\"}}")
                                .text("code"))
                .isEqualTo("lease-lost");
        assertThat(Labeling.next(labeling.annotator("bela"), project).path("taskKey").asString())
                .isEqualTo("t000001");
        assertThat(keys(project, "state=cancelled")).containsExactly("t000000");
    }

    @Test
    void list_byEveryOrder_goesOnWhereThePageEnded() {
        String project = labeling.choice(2, 5);
        for (int i = 0; i < 3; i++) {
            String id = task(project, "t00000" + i).path("id").asString();
            owner.ok(
                    "PATCH",
                    "/tasks/" + id,
                    "{\"priority\": %d, \"tags\": [\"odd\", \"n%d\"]}".formatted(i - 1, i));
        }
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        assertThat(pages(project, "sort=key")).containsExactly(all(0, 1, 2, 3, 4));
        assertThat(pages(project, "sort=-key")).containsExactly(all(4, 3, 2, 1, 0));
        assertThat(pages(project, "sort=-priority")).containsExactly(all(2, 1, 3, 4, 0));
        assertThat(pages(project, "sort=priority")).containsExactly(all(0, 4, 3, 1, 2));
        assertThat(pages(project, "sort=created")).containsExactlyInAnyOrder(all(0, 1, 2, 3, 4));
        assertThat(pages(project, "sort=-answers")).containsExactly(all(2, 4, 3, 1, 0));
        assertThat(pages(project, "sort=completed")).isEmpty();
        assertThat(pages(project, "tag=odd")).containsExactly(all(0, 1, 2));
        assertThat(pages(project, "tag=odd&sort=-key")).containsExactly(all(2, 1, 0));
        assertThat(pages(project, "assignee=" + ada.user().id())).containsExactly(all(2));
        assertThat(pages(project, "priority%5Bgte%5D=0&priority%5Blte%5D=0&key%5Bprefix%5D=t00"))
                .containsExactly(all(1, 3, 4));
        assertThat(pages(project, "answers%5Bgte%5D=1")).containsExactly(all(2));
        assertThat(
                        pages(
                                project,
                                "created%5Bgte%5D=2001-01-01T00:00:00Z&state=open&batch="
                                        + project))
                .containsExactly(all(0, 1, 2, 3, 4));
        assertThat(pages(project, "created%5Blt%5D=2001-01-01T00:00:00Z")).isEmpty();
        assertThat(keys(project, "skip=3")).containsExactly(all(3, 4));
        assertThat(keys(project, "skip=1&sort=-key")).containsExactly(all(3, 2, 1, 0));
        assertThat(keys(project, "skip=1&tag=odd")).containsExactly(all(1, 2));
        assertThat(keys(project, "skip=1&key%5Bprefix%5D=t00&state=open&limit=2"))
                .containsExactly(all(1, 2));
        assertThat(keys(project, "key%5Bprefix%5D=t000003")).containsExactly(all(3));
        assertThat(keys(project, "key%5Bprefix%5D=t00_")).isEmpty();
        assertThat(keys(project, "skip=9")).isEmpty();
        assertThat(owner.get("/projects/" + project + "/tasks?skip=1&sort=created").status())
                .isEqualTo(422);
        var refused = owner.get("/projects/" + project + "/tasks?prority=1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("hint")).contains("priority");
    }

    /** What the database writes of a claim must be what the product itself would have written. */
    @Test
    void auditLeaves_writtenByTheDatabase_areCanonical() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        List<String> leaves =
                labeling.server()
                        .rows(
                                "select encode(leaf, 'hex') from audit_entries where actor = '%s'"
                                        .formatted(ada.user().id()));
        assertThat(leaves).hasSize(2);
        for (String leaf : leaves) {
            AuditLeaf parsed = AuditLeaf.parse(java.util.HexFormat.of().parseHex(leaf));
            assertThat(parsed.actor()).isEqualTo(ada.user().id().toString());
            assertThat(parsed.organisationId()).isEqualTo(labeling.organisation());
        }
    }

    private static String[] all(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj("t%06d"::formatted).toArray(String[]::new);
    }

    private String batch(String project, String body) {
        return owner.ok("POST", "/projects/" + project + "/batches", body).path("id").asString();
    }

    private JsonNode task(String project, String key) {
        return owner.ok("GET", "/projects/" + project + "/tasks?key%5Bprefix%5D=" + key, "")
                .path("items")
                .get(0);
    }

    private List<String> keys(String project, String query) {
        var keys = new ArrayList<String>();
        owner.ok("GET", "/projects/" + project + "/tasks?" + query, "")
                .path("items")
                .forEach(item -> keys.add(item.path("key").asString()));
        return keys;
    }

    /** All keys, two a page. */
    private List<String> pages(String project, String query) {
        var keys = new ArrayList<String>();
        String after = "";
        do {
            JsonNode page =
                    owner.ok("GET", "/projects/" + project + "/tasks?limit=2&" + query + after, "");
            page.path("items").forEach(item -> keys.add(item.path("key").asString()));
            JsonNode next = page.path("next");
            after = next.isNull() ? "" : "&after=" + next.asString();
        } while (!after.isEmpty());
        return keys;
    }
}
