package org.maslin.server.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.Sha256;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.plumbing.db.DataFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportsIT {

    private static final int TASKS = Integer.getInteger("export.tasks", 2_000);

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    private JsonNode export(String project, String wanted) throws InterruptedException {
        JsonNode export = owner.ok("POST", "/projects/" + project + "/exports", wanted);
        String path = "/exports/" + export.path("id").asString();
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!export.path("state").asString().equals("ready")) {
            assertThat(export.path("state").asString()).isEqualTo("pending");
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            export = owner.ok("GET", path, "");
        }
        return export;
    }

    private String file(JsonNode export) {
        TestClient.Answer answer = owner.get("/exports/" + export.path("id").asString() + "/file");
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static List<JsonNode> lines(String text) {
        return text.lines().map(JsonMapper.shared()::readTree).toList();
    }

    private String answered() {
        String project = labeling.choice(2, 3);
        TestClient ada = labeling.annotator("ada");
        TestClient ben = labeling.annotator("ben");
        for (String answer : List.of("rye", "bun")) {
            Labeling.submit(ada, Labeling.next(ada, project), answer);
            Labeling.submit(ben, Labeling.next(ben, project), answer);
        }
        return project;
    }

    @Test
    void jsonl_holdsEveryTask_withSampleConsensusAndAnswers() throws InterruptedException {
        JsonNode export = export(answered(), "{\"format\": \"jsonl\"}");
        assertThat(export.path("rows").asInt()).isEqualTo(3);
        String file = file(export);
        assertThat(export.path("sha256").asString()).isEqualTo(Sha256.hex(file));
        List<JsonNode> tasks = lines(file);
        assertThat(tasks).hasSize(3);
        JsonNode first = tasks.getFirst();
        assertThat(first.path("key").asString()).isEqualTo("t000000");
        assertThat(first.path("content").path("text").asString()).isEqualTo("loaf number 0");
        assertThat(first.path("state").asString()).isEqualTo("completed");
        assertThat(first.path("consensus").path("label").asString()).isEqualTo("rye");
        assertThat(first.path("annotations")).hasSize(2);
        JsonNode answer = first.path("annotations").get(0);
        assertThat(answer.path("answers").path("kind").asString()).isEqualTo("rye");
        assertThat(answer.path("kind").asString()).isEqualTo("simulated");
        assertThat(tasks.get(2).path("consensus").isNull()).isTrue();
        assertThat(tasks.get(2).path("annotations")).isEmpty();
    }

    @Test
    void filters_chooseTasks() throws InterruptedException {
        String project = answered();
        assertThat(export(project, "{\"format\": \"jsonl\", \"state\": \"open\"}").path("rows"))
                .hasToString("1");
        assertThat(lines(file(export(project, "{\"format\": \"jsonl\", \"label\": \"bun\"}"))))
                .singleElement()
                .satisfies(task -> assertThat(task.path("key").asString()).isEqualTo("t000001"));
        TestClient.Answer refused =
                owner.post(
                        "/projects/" + project + "/exports",
                        "{\"format\": \"csv\", \"minProbability\": 2}");
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void csvAndParquet_haveARowForEachTask() throws InterruptedException {
        String project = answered();
        List<String> rows = file(export(project, "{\"format\": \"csv\"}")).lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith("key,split,task_id,state,origin,text,messages");
        assertThat(rows.get(1)).startsWith("t000000,").contains(",loaf number 0,,,rye,");
        JsonNode parquet = export(project, "{\"format\": \"parquet\"}");
        assertThat(file(parquet)).startsWith("PAR1").endsWith("PAR1");
        assertThat(parquet.path("rows").asInt()).isEqualTo(3);
    }

    @Test
    void preferences_leaveAsTrainersReadThem_withoutTies() throws InterruptedException {
        String project = labeling.pairwise(1, 3);
        TestClient ada = labeling.annotator("ada");
        for (int i = 0; i < 3; i++) {
            JsonNode work = Labeling.next(ada, project);
            boolean rightFirst =
                    work.path("content")
                            .path("candidates")
                            .get(0)
                            .path("content")
                            .asString()
                            .equals("right");
            Labeling.submit(ada, work, i == 2 ? "tie" : rightFirst ? "first" : "second");
        }
        JsonNode export = export(project, "{\"format\": \"preference\"}");
        assertThat(export.path("skipped").asInt()).isOne();
        assertThat(lines(file(export)))
                .hasSize(2)
                .allSatisfy(
                        pair -> {
                            assertThat(pair.path("prompt").asString()).startsWith("What is ");
                            assertThat(pair.path("chosen").asString()).isEqualTo("right");
                            assertThat(pair.path("rejected").asString()).isEqualTo("wrong");
                        });
        JsonNode turns =
                lines(
                                file(
                                        export(
                                                project,
                                                "{\"format\": \"preference\", \"conversational\": true}")))
                        .getFirst();
        assertThat(turns.path("prompt").get(0).path("role").asString()).isEqualTo("user");
        assertThat(turns.path("chosen").get(0).path("content").asString()).isEqualTo("right");
        JsonNode messages = lines(file(export(project, "{\"format\": \"messages\"}"))).getFirst();
        assertThat(messages.path("messages")).hasSize(2);
        assertThat(messages.path("messages").get(1))
                .hasToString("{\"role\":\"assistant\",\"content\":\"right\"}");
    }

    @Test
    void deletedAndExpiredFiles_areGone() throws InterruptedException {
        String project = labeling.choice(1, 1);
        JsonNode kept = export(project, "{\"format\": \"jsonl\"}");
        JsonNode deleted = export(project, "{\"format\": \"jsonl\"}");
        String path = "/exports/" + deleted.path("id").asString();
        owner.ok("DELETE", path, "");
        assertThat(owner.get(path + "/file").status()).isEqualTo(410);
        assertThat(owner.ok("GET", path, "").path("state").asString()).isEqualTo("expired");
        Path files =
                labeling.server()
                        .facade(DataFolder.class)
                        .exports()
                        .resolve(labeling.organisation().toString());
        assertThat(files.resolve(kept.path("id").asString())).exists();
        labeling.server()
                .execute(
                        "update exports set expires_at = now() where id = '%s'"
                                .formatted(kept.path("id").asString()));
        labeling.server().facade(Exports.class).removeExpired(labeling.organisation());
        assertThat(files).isEmptyDirectory();
        JsonNode list = owner.ok("GET", "/projects/" + project + "/exports", "");
        assertThat(list.path("items")).hasSize(2);
    }

    /** -Dexport.tasks=100000 measures what docs/testing.md tells. */
    @Test
    void manyAnsweredTasks_areExportedInFlatMemory() throws Exception {
        String project = labeling.choice(1, 0);
        UUID user = labeling.annotator("ada").user().id();
        insert(project, user);
        long start = System.nanoTime();
        JsonNode export = export(project, "{\"format\": \"jsonl\"}");
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(export.path("rows").asInt()).isEqualTo(TASKS);
        System.err.printf(
                "%d tasks exported in %.1f s, %d bytes%n",
                TASKS, seconds, export.path("bytes").asLong());
        Path file =
                labeling.server()
                        .facade(DataFolder.class)
                        .exports()
                        .resolve(labeling.organisation().toString())
                        .resolve(export.path("id").asString());
        try (var lines = Files.lines(file)) {
            assertThat(lines.count()).isEqualTo(TASKS);
        }
    }

    private void insert(String project, UUID user) {
        String organisation = labeling.organisation().toString();
        labeling.server()
                .execute(
                        """
                        insert into samples (organisation_id, id, project_id, key, split, origin, content, content_hash, created_at)
                        select '%1$s', gen_random_uuid(), '%2$s', lpad(i::text, 9, '0'), 'train', 'human',
                            jsonb_build_object('kind', 'text', 'text', repeat('loaf ', 40) || i), '\\x00', now()
                        from generate_series(1, %4$d) i;
                        insert into tasks (organisation_id, id, project_id, batch_id, sample_id, key, overlap, answers, state, created_at)
                        select organisation_id, gen_random_uuid(), project_id, project_id, id, key, 1, 1, 'completed', now()
                        from samples where project_id = '%2$s';
                        insert into annotations (organisation_id, id, project_id, task_id, task_key, user_id, assignment_id,
                            label, answers, revision, ontology_version, guideline_version, submitted_at)
                        select organisation_id, gen_random_uuid(), project_id, id, key, '%3$s', gen_random_uuid(), 'rye',
                            '{"kind": "rye"}', 1, 1, 1, now()
                        from tasks where project_id = '%2$s';
                        analyze samples, tasks, annotations;
                        """
                                .formatted(organisation, project, user, TASKS));
    }
}
