package org.maslin.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class BulkIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient annotator = labeling.annotator("ann");
    private final String project = labeling.choice(1, 450);
    private final String bulk = "/projects/" + project + "/bulk-changes";

    private JsonNode done(String wanted) throws InterruptedException {
        return await(owner.ok("POST", bulk, wanted).path("id").asString());
    }

    private JsonNode await(String id) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        JsonNode one = owner.ok("GET", "/bulk-changes/" + id, "");
        while (one.path("state").asString().equals("pending")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            one = owner.ok("GET", "/bulk-changes/" + id, "");
        }
        assertThat(one.path("state").asString()).as(one.toString()).isEqualTo("done");
        return one;
    }

    private JsonNode counts() {
        return owner.ok("GET", "/projects/" + project, "").path("counts");
    }

    @Test
    void tasks_areUpdatedCancelledAndDeleted_andThoseWithAnswersReported() throws Exception {
        JsonNode trial =
                done(
                        "{\"of\": \"tasks\", \"deed\": \"delete\", \"everything\": true, \"dryRun\": true}");
        assertThat(trial.path("changed").asInt()).isEqualTo(450);
        assertThat(counts().path("tasks").asInt()).isEqualTo(450);
        assertThat(
                        done("""
                                        {"of": "tasks", "deed": "update", "filter": {"key[prefix]": "t0004"},
                                         "task": {"priority": 5, "tags": ["late"]}}
                                        """)
                                .path("changed")
                                .asInt())
                .isEqualTo(50);
        assertThat(
                        owner.ok("GET", "/projects/" + project + "/tasks?tag=late&limit=100", "")
                                .path("items"))
                .hasSize(50);
        JsonNode first = Labeling.next(annotator, project);
        assertThat(first.path("taskKey").asString()).isEqualTo("t000400");
        Labeling.submit(annotator, first, "rye");
        assertThat(
                        done("{\"of\": \"tasks\", \"deed\": \"cancel\", \"filter\": {\"state\": \"open\", \"key[prefix]\": \"t0000\"}}")
                                .path("changed")
                                .asInt())
                .isEqualTo(100);
        JsonNode deleted = done("{\"of\": \"tasks\", \"deed\": \"delete\", \"everything\": true}");
        assertThat(deleted.path("read").asInt()).isEqualTo(450);
        assertThat(deleted.path("changed").asInt()).isEqualTo(449);
        JsonNode refused =
                owner.ok("GET", "/bulk-changes/" + deleted.path("id").asString() + "/refused", "");
        assertThat(refused.path("items")).hasSize(1);
        assertThat(refused.path("items").path(0).path("key").asString()).isEqualTo("t000400");
        assertThat(counts().path("tasks").asInt()).isOne();
        assertThat(counts().path("answersNeeded").asInt()).isOne();
        assertThat(owner.ok("GET", bulk, "").path("items")).hasSize(4);
    }

    @Test
    void samples_areChangedAndDeleted_unlessTasksNeedThem() throws Exception {
        JsonNode kept =
                done(
                        "{\"of\": \"samples\", \"deed\": \"delete\", \"filter\": {\"key[prefix]\": \"t00000\"}}");
        assertThat(kept.path("refused").asInt()).isEqualTo(10);
        done(
                "{\"of\": \"tasks\", \"deed\": \"delete\", \"filter\": {\"key[prefix]\": \"t00000\"}}");
        done(
                """
                {"of": "samples", "deed": "update", "filter": {"key[prefix]": "t00000"},
                 "sample": {"licence": "CC0", "metadata": {"shelf": 3}}}
                """);
        String id =
                owner.ok("GET", "/projects/" + project + "/samples?limit=1", "")
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(owner.ok("GET", "/samples/" + id, "").path("metadata").path("shelf").asInt())
                .isEqualTo(3);
        JsonNode gone =
                done(
                        "{\"of\": \"samples\", \"deed\": \"delete\", \"filter\": {\"key[prefix]\": \"t00000\"}}");
        assertThat(gone.path("changed").asInt()).isEqualTo(10);
        assertThat(owner.get("/samples/" + id).status()).isEqualTo(404);
        assertThat(counts().path("samples").asInt()).isEqualTo(440);
        assertThat(
                        owner.ok(
                                        "POST",
                                        "/projects/" + project + "/samples",
                                        "{\"key\": \"t000000\", \"text\": \"again\"}")
                                .path("taken")
                                .asInt())
                .isOne();
        assertThat(owner.get("/projects/" + project + "/samples?colour=red").status())
                .isEqualTo(422);
    }

    /** As a crash behind some leaves it: the rest is done, nothing is counted twice. */
    @Test
    void stoppedChange_goesOnBehindWhatIsSafe() throws Exception {
        JsonNode first =
                done(
                        "{\"of\": \"tasks\", \"deed\": \"update\", \"everything\": true, \"task\": {\"priority\": 1}}");
        assertThat(first.path("changed").asInt()).isEqualTo(450);
        String id = first.path("id").asString();
        String cursor =
                owner.ok("GET", "/projects/" + project + "/tasks?limit=200", "")
                        .path("next")
                        .asString();
        labeling.server()
                .execute(
                        """
                        update bulk_changes set finished_at = null, cursor = '%s', read = 200, changed = 200 where id = '%s';
                        update jobs set state = 'failed' where id = '%s';
                        """
                                .formatted(cursor, id, first.path("jobId").asString()));
        owner.ok("POST", "/jobs/" + first.path("jobId").asString() + "/resume", "");
        JsonNode again = await(id);
        assertThat(again.path("read").asInt()).isEqualTo(450);
        assertThat(again.path("changed").asInt()).isEqualTo(450);
    }

    @Test
    void changeThatContradictsItself_isRefused() {
        for (String wanted :
                new String[] {
                    "{\"of\": \"tasks\", \"deed\": \"delete\"}",
                    "{\"of\": \"tasks\", \"deed\": \"update\", \"everything\": true}",
                    "{\"of\": \"samples\", \"deed\": \"cancel\", \"everything\": true}",
                    "{\"of\": \"tasks\", \"deed\": \"delete\", \"filter\": {\"colour\": \"red\"}}",
                    "{\"of\": \"tasks\", \"deed\": \"delete\", \"filter\": {\"limit\": \"3\"}}",
                    "{\"of\": \"tasks\", \"deed\": \"update\", \"everything\": true, \"task\": {\"uniqueId\": \"u\"}}"
                }) {
            assertThat(owner.post(bulk, wanted).status()).as(wanted).isEqualTo(422);
        }
        assertThat(annotator.post(bulk, "{}").status()).isEqualTo(403);
    }
}
