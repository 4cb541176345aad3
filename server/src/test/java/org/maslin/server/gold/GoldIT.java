package org.maslin.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class GoldIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    /** A project with tasks t…, gold g…, and a rule. */
    private String project(int overlap, int tasks, int gold, String rule) {
        String project = labeling.choice(overlap, tasks);
        var samples = new StringBuilder();
        var known = new ArrayList<String>();
        for (int i = 0; i < gold; i++) {
            samples.append("{\"key\": \"g%03d\", \"text\": \"golden loaf %d\"}\n".formatted(i, i));
            known.add(
                    "{\"sampleKey\": \"g%03d\", \"gold\": {\"expected\": {\"kind\": \"rye\"}, \"explanation\": \"It is dark.\"}}"
                            .formatted(i));
        }
        if (gold > 0) {
            owner.ok("POST", "/projects/" + project + "/samples", samples.toString());
            JsonNode made =
                    owner.ok(
                            "POST",
                            "/projects/" + project + "/tasks",
                            "{\"tasks\": [" + String.join(",", known) + "]}");
            assertThat(made.path("created").asInt()).isEqualTo(gold);
        }
        owner.ok("PUT", "/projects/" + project + "/gold/rule", rule);
        return project;
    }

    private static boolean isGold(JsonNode assignment) {
        return assignment.path("content").path("text").asString().startsWith("golden");
    }

    private static List<JsonNode> work(TestClient annotator, String project, String gold) {
        var done = new ArrayList<JsonNode>();
        for (JsonNode next = Labeling.next(annotator, project);
                !next.isMissingNode();
                next = Labeling.next(annotator, project)) {
            Labeling.submit(annotator, next, isGold(next) ? gold : "bun");
            done.add(next);
        }
        return done;
    }

    @Test
    void gold_comesAtItsRate_neverTwiceToOnePerson_andCountsNowhere() {
        String project = project(2, 60, 30, "{\"rate\": 0.2, \"firstTasks\": 5, \"firstGold\": 2}");
        TestClient ada = labeling.annotator("ada");
        TestClient bela = labeling.annotator("bela");
        List<JsonNode> hers = work(ada, project, "rye");
        List<JsonNode> his = work(bela, project, "bun");

        long gold = hers.stream().filter(GoldIT::isGold).count();
        assertThat(hers.subList(0, 5).stream().filter(GoldIT::isGold)).hasSize(2);
        assertThat(gold).isBetween(5L, 30L);
        assertThat(hers).hasSize(60 + (int) gold);
        var texts = new HashSet<String>();
        hers.forEach(one -> texts.add(one.path("content").path("text").asString()));
        assertThat(texts).as("none twice").hasSize(hers.size());
        assertThat(goldPlaces(hers)).as("drawn for each").isNotEqualTo(goldPlaces(his));

        JsonNode counts = owner.ok("GET", "/projects/" + project, "").path("counts");
        assertThat(counts.path("tasks").asInt()).isEqualTo(60);
        assertThat(counts.path("completed").asInt()).isEqualTo(60);
        assertThat(counts.path("answers").asInt()).isEqualTo(120);
        assertThat(owner.ok("GET", "/projects/" + project + "/tasks?limit=1000", "").path("items"))
                .hasSize(60);
        assertThat(
                        owner.ok("GET", "/projects/" + project + "/annotations?limit=1000", "")
                                .path("items"))
                .hasSize(120);

        JsonNode report = owner.ok("GET", "/projects/" + project + "/gold", "");
        long his_gold = his.stream().filter(GoldIT::isGold).count();
        assertThat(report.path("answers").asLong()).isEqualTo(gold + his_gold);
        JsonNode adas = report.path("annotators").get(0);
        assertThat(adas.path("accuracy").path("estimate").asDouble()).isEqualTo(1);
        assertThat(adas.path("accuracy").path("n").asLong()).isEqualTo(gold);
        assertThat(adas.path("accuracy").path("low").asDouble()).isLessThan(1);
        assertThat(report.path("annotators").get(1).path("accuracy").path("estimate").asDouble())
                .isZero();
        assertThat(report.path("days")).hasSize(1);
        JsonNode books = owner.ok("GET", "/projects/" + project + "/workforce", "");
        assertThat(books.path("answers").asLong()).isEqualTo(120);
        assertThat(books.path("goldAnswers").asLong()).isEqualTo(gold + his_gold);
        assertThat(books.path("secondsActive").asDouble()).isEqualTo(2.5 * (120 + gold + his_gold));
        JsonNode tasks =
                owner.ok("GET", "/projects/" + project + "/known-tasks?limit=100", "")
                        .path("items");
        assertThat(tasks).hasSize(30);
        long answered = 0;
        for (JsonNode task : tasks) {
            answered += task.path("answers").asLong();
        }
        assertThat(answered).isEqualTo(gold + his_gold);
    }

    private static List<Integer> goldPlaces(List<JsonNode> done) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < done.size(); i++) {
            if (isGold(done.get(i))) {
                places.add(i);
            }
        }
        return places;
    }

    /** What an annotator reads of a gold task has the same form as of any other. */
    @Test
    void gold_isNotTold_byAnythingThatItsAnnotatorReads() {
        String project = project(1, 20, 10, "{\"rate\": 0.4}");
        TestClient ada = labeling.annotator("ada");
        int open = -1;
        int mine = 0;
        int seen = 0;
        for (JsonNode next = Labeling.next(ada, project);
                !next.isMissingNode();
                next = Labeling.next(ada, project)) {
            assertThat(next.path("taskKey").asString()).matches("[A-Z2-9]{4}-[A-Z2-9]{4}");
            assertThat(next.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id",
                            "taskId",
                            "projectId",
                            "taskKey",
                            "state",
                            "leaseUntil",
                            "content",
                            "questions",
                            "ontologyVersion",
                            "guidelineVersion",
                            "draft",
                            "progress",
                            "prediction");
            int openNow = next.path("progress").path("open").asInt();
            if (open >= 0) {
                assertThat(openNow).as("one less with each task").isEqualTo(open - 1);
            }
            open = openNow;
            assertThat(next.path("progress").path("mine").asInt()).isEqualTo(mine);
            String id = next.path("id").asString();
            assertThat(ada.ok("GET", "/assignments/" + id, "").path("taskKey").asString())
                    .isEqualTo(next.path("taskKey").asString());
            ada.ok("PUT", "/assignments/" + id + "/draft", "{\"answers\": {\"kind\": \"bun\"}}");
            ada.ok("POST", "/assignments/" + id + "/heartbeat", "");
            assertThat(
                            ada.ok(
                                            "POST",
                                            "/tasks/%s/assignments"
                                                    .formatted(next.path("taskId").asString()),
                                            "")
                                    .path("id")
                                    .asString())
                    .isEqualTo(id);
            JsonNode answer = Labeling.submit(ada, next, "rye");
            assertThat(answer.path("taskKey")).isEqualTo(next.path("taskKey"));
            assertThat(answer.path("taskId")).isEqualTo(next.path("taskId"));
            if (seen == 3) {
                JsonNode again = ada.ok("DELETE", "/assignments/" + id + "/annotation", "");
                assertThat(again.path("draft").path("kind").asString()).isEqualTo("rye");
                Labeling.submit(ada, again, "bun");
                assertThat(Labeling.submit(ada, again, "rye").path("revision").asInt())
                        .isEqualTo(3);
            }
            mine++;
            seen++;
        }
        assertThat(open).isZero();
        assertThat(seen).isGreaterThan(20);
        JsonNode counts = ada.ok("GET", "/projects/" + project, "").path("counts");
        assertThat(counts.path("mine").asInt()).isEqualTo(seen);
        assertThat(counts.path("answers").asInt()).isEqualTo(seen);
        assertThat(counts.path("open").asInt()).isZero();
        assertThat(counts.path("completed").asInt()).isEqualTo(seen);
        JsonNode own = ada.ok("GET", "/projects/" + project + "/workforce/mine", "");
        assertThat(own.path("answers").asInt()).isEqualTo(seen);
        assertThat(own.path("goldAnswers").asInt()).isZero();
        assertThat(own.path("days").get(0).path("answers").asInt()).isEqualTo(seen);
        JsonNode all = ada.ok("GET", "/projects/" + project + "/annotations?mine=true&limit=7", "");
        var keys = new HashSet<String>();
        while (true) {
            all.path("items").forEach(one -> keys.add(one.path("taskKey").asString()));
            if (all.path("next").isNull()) {
                break;
            }
            all =
                    ada.ok(
                            "GET",
                            "/projects/%s/annotations?mine=true&limit=7&after=%s"
                                    .formatted(project, all.path("next").asString()),
                            "");
        }
        assertThat(keys).hasSize(seen);
        assertThat(ada.call("GET", "/projects/" + project + "/gold/mine", "").status())
                .isEqualTo(403);
        assertThat(ada.call("GET", "/projects/" + project + "/known-tasks", "").status())
                .isEqualTo(403);
    }

    @Test
    void whoStaysBelowTheMinimum_getsNoMoreTasks_untilTheManagerSaysSo() {
        String project =
                project(
                        1,
                        50,
                        20,
                        """
                        {"rate": 0, "firstTasks": 6, "firstGold": 6, "minimumAccuracy": 0.7, "minimumAnswers": 4,
                         "below": "stop", "showOwn": true}
                        """);
        TestClient ada = labeling.annotator("ada");
        List<JsonNode> done = work(ada, project, "bun");
        assertThat(done).hasSize(4);
        JsonNode stops = owner.ok("GET", "/projects/" + project + "/stops", "").path("items");
        assertThat(stops.get(0).path("reason").asString())
                .isEqualTo("0 of 4 answers to gold were right; at least 70 % are asked for.");
        JsonNode worker =
                owner.ok("GET", "/projects/" + project + "/workforce", "")
                        .path("annotators")
                        .get(0);
        assertThat(worker.path("stopped").asBoolean()).isTrue();
        assertThat(worker.path("flags").get(0).path("kind").asString()).isEqualTo("below-gold");
        assertThat(
                        ada.ok("GET", "/projects/" + project + "/gold/mine", "")
                                .path("accuracy")
                                .path("n")
                                .asInt())
                .isEqualTo(4);

        String user = stops.get(0).path("userId").asString();
        owner.ok("DELETE", "/projects/" + project + "/stops/" + user, "");
        assertThat(work(ada, project, "rye")).hasSize(52);
        assertThat(owner.ok("GET", "/projects/" + project + "/stops", "").path("items")).isEmpty();
    }

    @Test
    void aTaskWithAConsensus_becomesGold_forThoseWhoHaveNotSeenIt() {
        String project = labeling.choice(1, 2);
        TestClient ada = labeling.annotator("ada");
        JsonNode first = Labeling.next(ada, project);
        String task = first.path("taskId").asString();
        assertThat(owner.post("/tasks/" + task + "/gold", "{}").text("code"))
                .isEqualTo("no-consensus");
        assertThat(
                        owner.post(
                                        "/tasks/" + task + "/gold",
                                        "{\"expected\": {\"kind\": \"rye\"}}")
                                .text("code"))
                .isEqualTo("sample-in-work");
        Labeling.submit(ada, first, "rye");
        JsonNode gold =
                owner.ok(
                        "POST",
                        "/tasks/" + task + "/gold",
                        "{\"expected\": {\"kind\": \"rye\"}, \"explanation\": \"Dark.\"}");
        assertThat(gold.path("expected").path("kind").asString()).isEqualTo("rye");
        owner.ok("PUT", "/projects/" + project + "/gold/rule", "{\"rate\": 1}");
        assertThat(Labeling.next(ada, project).path("content").path("text").asString())
                .as("she has seen the sample")
                .isEqualTo("loaf number 1");
        assertThat(
                        Labeling.next(labeling.annotator("bela"), project)
                                .path("content")
                                .path("text")
                                .asString())
                .as("nothing is left for him to be among")
                .isEmpty();
        assertThat(
                        owner.post(
                                        "/projects/" + project + "/tasks",
                                        "{\"tasks\": [{\"sampleKey\": \"t000000\", \"key\": \"again\"}]}")
                                .text("code"))
                .isEqualTo("sample-is-known");
        String id = gold.path("id").asString();
        JsonNode retired = owner.ok("PATCH", "/known-tasks/" + id, "{\"retired\": true}");
        assertThat(retired.path("retired").asBoolean()).isTrue();
        assertThat(
                        owner.call(
                                        "PATCH",
                                        "/known-tasks/" + id,
                                        "{\"expected\": {\"kind\": \"cake\"}}")
                                .status())
                .isEqualTo(422);
        assertThat(owner.ok("GET", "/known-tasks/" + id + "/answers", "").path("items")).isEmpty();
    }
}
