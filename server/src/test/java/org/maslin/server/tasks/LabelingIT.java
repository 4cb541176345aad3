package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.consensus.Consensuses;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway") // a lease that is not there fails the test by itself
class LabelingIT {

    private final Labeling labeling = new Labeling();

    @Test
    void label_fromImportToConsensus() {
        String project = labeling.pairwise(3, 4);
        for (String name : List.of("ada", "bela", "cora")) {
            TestClient annotator = labeling.annotator(name);
            for (int i = 0; i < 4; i++) {
                JsonNode work = Labeling.next(annotator, project);
                JsonNode candidates = work.path("content").path("candidates");
                assertThat(candidates.get(0).has("model")).isFalse();
                boolean first = candidates.get(0).path("content").asString().equals("right");
                JsonNode stored = Labeling.submit(annotator, work, first ? "first" : "second");
                assertThat(stored.path("label").asString()).isEqualTo("first");
            }
            assertThat(Labeling.next(annotator, project).isMissingNode()).isTrue();
        }
        settle(project);
        TestClient owner = labeling.owner();
        JsonNode quality = owner.ok("GET", "/projects/" + project + "/quality", "");
        assertThat(quality.path("answers").asInt()).isEqualTo(12);
        assertThat(quality.path("decided").asInt()).isEqualTo(4);
        assertThat(quality.path("simulated").asBoolean()).isTrue();
        assertThat(quality.path("annotators")).hasSize(3);
        JsonNode tasks =
                owner.ok("GET", "/projects/" + project + "/tasks?sort=probability&limit=2", "");
        assertThat(tasks.path("items")).hasSize(2);
        JsonNode more =
                owner.ok(
                        "GET",
                        "/projects/%s/tasks?sort=probability&limit=2&after=%s"
                                .formatted(project, tasks.path("next").asString()),
                        "");
        assertThat(more.path("items")).hasSize(2);
        assertThat(more.path("next").isNull()).isTrue();
        JsonNode task = more.path("items").get(0);
        assertThat(task.path("state").asString()).isEqualTo("completed");
        assertThat(task.path("consensus").path("label").asString()).isEqualTo("first");
        JsonNode detail = owner.ok("GET", "/tasks/" + task.path("id").asString(), "");
        assertThat(detail.path("annotations")).hasSize(3);
        JsonNode lineage = owner.ok("GET", "/lineage/prompt-0?direction=down", "");
        assertThat(lineage.path("counts").path("consensus").asInt()).isEqualTo(1);
        assertThat(lineage.path("counts").path("annotation").asInt()).isEqualTo(3);
    }

    @Test
    void overlap_underSixteenAnnotators_isReachedAndNeverPassed() throws Exception {
        int tasks = 40;
        int overlap = 5;
        String project = labeling.choice(overlap, tasks);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new java.util.ArrayList<Future<Integer>>();
            for (int i = 0; i < 16; i++) {
                TestClient annotator = labeling.annotator("worker-" + i);
                working.add(threads.submit(() -> workThrough(annotator, project)));
            }
            int answers = 0;
            for (Future<Integer> done : working) {
                answers += done.get();
            }
            assertThat(answers).isEqualTo(tasks * overlap);
        }
        assertThat(
                        labeling.server()
                                .rows(
                                        "select distinct answers || ' ' || free || ' ' || state from tasks join task_places on task_id = id where project_id = '%s'"
                                                .formatted(project)))
                .containsExactly("5 0 completed");
    }

    private static int workThrough(TestClient annotator, String project) {
        var seen = new HashSet<String>();
        JsonNode work = Labeling.next(annotator, project);
        while (!work.isMissingNode()) {
            assertThat(seen.add(work.path("taskId").asString())).isTrue();
            Labeling.submit(annotator, work, "rye");
            work = Labeling.next(annotator, project);
        }
        return seen.size();
    }

    @Test
    void submit_twice_countsOnce_andAnotherAnswerIsTheNextRevision() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        JsonNode first = Labeling.submit(ada, work, "rye");
        assertThat(Labeling.submit(ada, work, "rye")).isEqualTo(first);
        assertThat(Labeling.submit(ada, work, "bun").path("revision").asInt()).isEqualTo(2);
        assertThat(answersOf(project)).containsExactly("1");
        JsonNode mine = ada.ok("GET", "/projects/" + project + "/annotations?mine=true", "");
        assertThat(mine.path("items").get(0).path("label").asString()).isEqualTo("bun");
    }

    @Test
    void undo_bringsTheLeaseBackWithTheAnswerAsDraft() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        String assignment = "/assignments/" + work.path("id").asString();
        Labeling.submit(ada, work, "rye");
        JsonNode again = ada.ok("DELETE", assignment + "/annotation", "");
        assertThat(again.path("state").asString()).isEqualTo("leased");
        assertThat(again.path("draft").path("kind").asString()).isEqualTo("rye");
        assertThat(answersOf(project)).containsExactly("0");
        assertThat(ada.call("DELETE", assignment + "/annotation", "").status()).isEqualTo(409);
        assertThat(
                        labeling.annotator("bela")
                                .post("/projects/" + project + "/assignments", "")
                                .status())
                .isEqualTo(204);
        Labeling.submit(ada, work, "bun");
        assertThat(answersOf(project)).containsExactly("1");
        settle(project);
        assertThat(consensusOf(project)).containsExactly("bun");
    }

    @Test
    void withdrawn_lastAnswer_takesTheConsensusWithIt() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        Labeling.submit(ada, work, "rye");
        settle(project);
        assertThat(consensusOf(project)).containsExactly("rye");
        ada.ok("DELETE", "/assignments/" + work.path("id").asString() + "/annotation", "");
        settle(project);
        assertThat(consensusOf(project)).isEmpty();
    }

    @Test
    void lease_thatRanOut_goesToTheNextAnnotator() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        TestClient bela = labeling.annotator("bela");
        JsonNode work = Labeling.next(ada, project);
        assertThat(Labeling.next(bela, project).isMissingNode()).isTrue();
        labeling.server()
                .execute(
                        "update assignments set lease_until = now() - interval '1 second' where project_id = '%s'"
                                .formatted(project));
        JsonNode next = Labeling.next(bela, project);
        assertThat(next.path("taskId")).isEqualTo(work.path("taskId"));
        String path = "/assignments/" + work.path("id").asString();
        assertThat(ada.post(path + "/heartbeat", "").status()).isEqualTo(409);
        assertThat(
                        ada.post(path + "/annotation", "{\"answers\": {\"kind\": \"rye\"}}")
                                .text("code"))
                .isEqualTo("lease-lost");
        Labeling.submit(bela, next, "rye");
    }

    @Test
    void answer_thatTheQuestionDoesNotAllow_isRefusedWithAWayOut() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        String path = "/assignments/" + Labeling.next(ada, project).path("id").asString();
        TestClient.Answer refused =
                ada.post(path + "/annotation", "{\"answers\": {\"kind\": \"rey\"}}");
        assertThat(refused.status()).isEqualTo(422);
        JsonNode error = refused.json().path("errors").get(0);
        assertThat(error.path("place").asString()).isEqualTo("answers.kind");
        assertThat(error.path("expected").asString()).isEqualTo("one of rye, bun");
        assertThat(error.path("hint").asString()).contains("rye");
        assertThat(ada.post(path + "/annotation", "{\"answers\": {\"sort\": \"rye\"}}").status())
                .isEqualTo(422);
        assertThat(ada.post(path + "/annotation", "{\"answers\": {}}").status()).isEqualTo(422);
    }

    @Test
    void skippedAndReleased_differInWhetherTheyComeBack() {
        String project = labeling.choice(1, 2);
        TestClient ada = labeling.annotator("ada");
        JsonNode first = Labeling.next(ada, project);
        String path = "/assignments/" + first.path("id").asString();
        assertThat(ada.call("PUT", path + "/draft", "{\"answers\": {\"kind\": \"bun\"}}").status())
                .isEqualTo(200);
        assertThat(ada.get(path).json().path("draft").path("kind").asString()).isEqualTo("bun");
        assertThat(ada.post(path + "/skip", "{\"reason\": \"illegible\"}").status()).isEqualTo(204);
        JsonNode second = Labeling.next(ada, project);
        assertThat(second.path("taskKey").asString()).isEqualTo("t000001");
        assertThat(ada.call("DELETE", "/assignments/" + second.path("id").asString(), "").status())
                .isEqualTo(204);
        assertThat(Labeling.next(ada, project).path("taskKey").asString()).isEqualTo("t000001");
        JsonNode asked =
                ada.ok("POST", "/tasks/" + first.path("taskId").asString() + "/assignments", "");
        assertThat(asked.path("state").asString()).isEqualTo("leased");
        assertThat(
                        labeling.annotator("bela")
                                .post(
                                        "/tasks/"
                                                + first.path("taskId").asString()
                                                + "/assignments",
                                        "")
                                .text("code"))
                .isEqualTo("task-taken");
    }

    @Test
    void ahead_fetchesOneMoreThanTheOneAtWork() {
        String project = labeling.choice(1, 3);
        TestClient ada = labeling.annotator("ada");
        JsonNode first = Labeling.next(ada, project);
        assertThat(Labeling.next(ada, project).path("id")).isEqualTo(first.path("id"));
        String ahead = "/projects/" + project + "/assignments?ahead=2";
        JsonNode second = ada.ok("POST", ahead, "");
        assertThat(second.path("taskKey").asString()).isEqualTo("t000001");
        assertThat(ada.ok("POST", ahead, "").path("id")).isEqualTo(second.path("id"));
    }

    @Test
    void createTasks_withAnOrderThatIsNone_makesNone() {
        String project =
                labeling.owner()
                        .ok(
                                "POST",
                                "/projects",
                                """
                                {"name": "n", "ontology": {"questions": [{"name": "better", "kind": "pairwise", "caption": "?"}]}}
                                """)
                        .path("id")
                        .asString();
        String samples = "/projects/" + project + "/samples";
        String line =
                "{\"key\": \"k%d\", \"messages\": [{\"role\": \"user\", \"content\": \"%d\"}], \"candidates\": [{\"content\": \"a\"}, {\"content\": \"b\"}]}\n";
        labeling.owner().ok("POST", samples, line.formatted(1, 1) + line.formatted(2, 2));
        String tasks = "/projects/" + project + "/tasks";
        var refused =
                labeling.owner()
                        .post(
                                tasks,
                                "{\"tasks\": [{\"sampleKey\": \"k1\"}, {\"sampleKey\": \"k2\", \"order\": [0, 2]}]}");
        assertThat(refused.json().path("errors").get(0).path("place").asString())
                .isEqualTo("tasks[1].order");
        JsonNode made =
                labeling.owner()
                        .ok(
                                "POST",
                                tasks,
                                "{\"tasks\": [{\"sampleKey\": \"k1\", \"order\": [1, 0]}, {\"sampleKey\": \"k2\"}]}");
        assertThat(made.path("created").asInt()).isEqualTo(2);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        assertThat(work.path("content").path("candidates").get(0).path("content").asString())
                .isEqualTo("b");
        assertThat(Labeling.submit(ada, work, "first").path("label").asString())
                .isEqualTo("second");
    }

    @Test
    void everyLeaseAndAnswer_isOnRecordOnce() {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        ada.get("/assignments/" + work.path("id").asString());
        Labeling.next(ada, project);
        Labeling.submit(ada, work, "rye");
        String actions =
                "select action from audit_entries where organisation_id = '%s' and actor = '%s'"
                        .formatted(labeling.organisation(), ada.user().id());
        assertThat(labeling.server().rows(actions))
                .containsExactlyInAnyOrder("read-sample", "submit-annotation");
    }

    @Test
    void consensus_isKeptUpToDateWithoutAsking() throws Exception {
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        for (int i = 0; i < 100 && consensusOf(project).isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(consensusOf(project)).containsExactly("rye");
    }

    @Test
    void annotators_seeTheirOwnAnswersOnly() {
        String project = labeling.choice(2, 1);
        TestClient ada = labeling.annotator("ada");
        TestClient bela = labeling.annotator("bela");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        JsonNode belas = Labeling.next(bela, project);
        assertThat(ada.get("/assignments/" + belas.path("id").asString()).status()).isEqualTo(404);
        assertThat(ada.get("/projects/" + project + "/annotations").status()).isEqualTo(403);
        TestClient reviewer = labeling.server().client(labeling.organisation(), Role.REVIEWER);
        assertThat(reviewer.get("/projects/" + project + "/annotations").json().path("items"))
                .hasSize(1);
    }

    private void settle(String project) {
        labeling.server()
                .facade(Consensuses.class)
                .settle(Principal.system(labeling.organisation()), UUID.fromString(project));
    }

    private List<String> answersOf(String project) {
        return labeling.server()
                .rows("select answers from tasks where project_id = '%s'".formatted(project));
    }

    private List<String> consensusOf(String project) {
        return labeling.server()
                .rows("select label from consensus where project_id = '%s'".formatted(project));
    }
}
