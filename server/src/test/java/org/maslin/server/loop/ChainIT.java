package org.maslin.server.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A tiny chain from prompts to the gate, with the child process that samples and trains. */
@Timeout(600)
class ChainIT {

    private static final String CHAIN =
            """
            {"name": "Tiny", "seed": 7, "rounds": 1, "prompts": 50, "heldOut": 20, "overlap": 2}
            """;
    private static final int LOOKS = 2400;
    private static final long PAUSE_MILLIS = 100;

    @TempDir private Path folder;

    @Test
    void chain_thatIsStoppedAtManyLinks_makesTheSameVersionAndModels() throws IOException {
        JsonNode whole;
        try (House house = House.open(folder.resolve("whole"))) {
            whole = whole(house);
        }
        JsonNode stopped = stopped(House.open(folder.resolve("stopped")));

        assertThat(hashes(stopped)).isEqualTo(hashes(whole)).hasSize(4);
    }

    private static JsonNode whole(House house) {
        String chain = start(house);
        JsonNode asked = await(house, chain, isAsking("answers"));
        String project = reference(asked, "answers", "projectId");
        assertThat(ChainRater.answerAll(house.labelers(), project))
                .isEqualTo(2 * count(asked, "tasks", "tasks"));

        JsonNode judged = await(house, chain, isAsking("evaluation"));
        JsonNode running = evaluation(house, judged);
        assertThat(running.path("state").asString()).isEqualTo("running");
        assertThat(running.path("figures").has("win-rate")).isFalse();
        assertThat(running.path("figures").has("kl")).isTrue();
        ChainRater.answerAll(house.judges(), reference(judged, "evaluation", "projectId"));

        JsonNode done = await(house, chain, is("done"));
        assertThat(done.path("simulated").asBoolean()).isTrue();
        assertThat(done.path("links"))
                .hasSize(LinkName.values().length)
                .allSatisfy(link -> assertThat(link.path("state").asString()).isEqualTo("done"));
        assertThat(count(done, "curation", "kept")).isEqualTo(55);
        checkEvaluation(evaluation(house, done));
        checkPrompts(house, reference(done, "evaluation", "evaluationId"));
        assertTested(house, done);
        checkLineage(house, done);
        return done;
    }

    private static void checkEvaluation(JsonNode evaluation) {
        assertThat(evaluation.path("state").asString()).isEqualTo("done");
        assertThat(evaluation.path("figures").path("win-rate").path("n").asInt()).isEqualTo(20);
        assertThat(evaluation.path("figures").path("well-formed-base").path("estimate").asDouble())
                .isGreaterThan(0.8);
        assertThat(evaluation.path("gate").path("checks")).hasSize(6);
        for (String name :
                List.of("perplexity", "perplexity-base", "reward-accuracy", "first-preferred")) {
            assertThat(evaluation.path("figures").path(name).path("estimate").asDouble())
                    .as(name)
                    .isPositive();
        }
        assertThat(evaluation.path("subsets"))
                .isNotEmpty()
                .anySatisfy(figures -> assertThat(figures.has("reward-accuracy")).isTrue())
                .anySatisfy(figures -> assertThat(figures.has("win-rate")).isTrue());
    }

    /** Both answers of every prompt, by how they were judged; the counts add up. */
    private static void checkPrompts(House house, String evaluation) {
        String path = "/evaluations/" + evaluation + "/prompts";
        JsonNode all = house.owner().ok("GET", path + "?limit=100", "");
        assertThat(all.path("items")).hasSize(20);
        int found = 0;
        for (String outcome : List.of("won", "lost", "tied", "open")) {
            found +=
                    house.owner()
                            .ok("GET", path + "?limit=100&outcome=" + outcome, "")
                            .path("items")
                            .size();
        }
        assertThat(found).isEqualTo(20);
        assertThat(house.owner().ok("GET", path + "?outcome=open", "").path("items")).isEmpty();
        JsonNode first = house.owner().ok("GET", path + "?limit=7", "");
        JsonNode second =
                house.owner().ok("GET", path + "?after=" + first.path("next").asString(), "");
        assertThat(first.path("items")).hasSize(7);
        assertThat(second.path("items").get(0).path("place").asInt()).isEqualTo(7);
        String subset = first.path("items").get(0).path("subset").asString();
        assertThat(house.owner().ok("GET", path + "?subset=" + subset, "").path("items"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("subset").asString()).isEqualTo(subset));
        assertThat(house.owner().get(path + "?after=x").status()).isEqualTo(422);
        assertThat(house.owner().get(path + "?outcome=drawn").status()).isEqualTo(422);
    }

    /** From the policy up to the recipe, and from there down to the evaluation. */
    private static void checkLineage(House house, JsonNode done) {
        String policy = reference(done, "policy", "modelId");
        JsonNode up = lineage(house, policy, "up");
        for (String kind :
                List.of(
                        "version",
                        "consensus",
                        "annotation",
                        "task",
                        "sample",
                        "prompt",
                        "recipe")) {
            assertThat(up.path("counts").path(kind).asInt()).as(kind).isPositive();
        }
        String recipe = reference(done, "prompts", "recipe");
        JsonNode down = lineage(house, recipe, "down");
        assertThat(down.path("counts").path("evaluation").asInt()).isEqualTo(1);
        assertThat(down.path("counts").path("model").asInt()).isGreaterThanOrEqualTo(2);
    }

    private static JsonNode lineage(House house, String id, String direction) {
        return house.owner().ok("GET", "/lineage/" + id + "?limit=1000&direction=" + direction, "");
    }

    /** Goes the same way on a server that is stopped and opened again at many links. */
    private static JsonNode stopped(House first) throws IOException {
        House house = first;
        try {
            String chain = start(house);
            await(house, chain, isAt("completions"));
            house = house.reopened();
            JsonNode asked = await(house, chain, isAsking("answers"));
            String project = reference(asked, "answers", "projectId");
            ChainRater.answer(house.labelers(), project, 20);
            house = house.reopened();
            ChainRater.answerAll(house.labelers(), project);
            await(house, chain, isAt("reward-model"));
            house = house.reopened();
            await(house, chain, isAt("policy"));
            house = house.reopened();
            JsonNode judged = await(house, chain, isAsking("evaluation"));
            ChainRater.answer(house.judges(), reference(judged, "evaluation", "projectId"), 7);
            house = house.reopened();
            ChainRater.answerAll(house.judges(), reference(judged, "evaluation", "projectId"));
            return await(house, chain, is("done"));
        } finally {
            house.close();
        }
    }

    /** The reward model of the round teaches its policy, and is in the policy's lineage. */
    @Test
    void chain_byRewards_makesAPolicyThatItsRewardModelTaught() throws IOException {
        try (House house = House.open(folder.resolve("rewards"))) {
            String wanted = CHAIN.replace("\"rounds\"", "\"method\": \"grpo\", \"rounds\"");
            JsonNode begun = house.owner().ok("POST", "/chains", wanted);
            assertThat(begun.path("method").asString()).isEqualTo("grpo");
            String chain = begun.path("id").asString();
            JsonNode asked = await(house, chain, isAsking("answers"));
            ChainRater.answerAll(house.labelers(), reference(asked, "answers", "projectId"));
            JsonNode trained = await(house, chain, hasDone("policy"));
            String policy = reference(trained, "policy", "modelId");
            String reward = reference(trained, "reward-model", "modelId");
            assertThat(policy).isNotEqualTo(reference(trained, "base-model", "modelId"));
            assertThat(lineage(house, policy, "up").toString()).contains(reward);
            house.owner().ok("POST", "/chains/" + chain + "/pause", "");
        }
    }

    /** Two processes train each model; one of them is killed, and the job goes on by itself. */
    @Test
    void chain_byTwoWorkersOfWhichOneIsKilled_trainsItsModels() throws IOException {
        try (House house = House.open(folder.resolve("workers"))) {
            String wanted =
                    CHAIN.replace("\"rounds\"", "\"method\": \"ppo\", \"workers\": 2, \"rounds\"");
            JsonNode begun = house.owner().ok("POST", "/chains", wanted);
            assertThat(begun.path("workers").asInt()).isEqualTo(2);
            String chain = begun.path("id").asString();
            JsonNode asked = await(house, chain, isAsking("answers"));
            ChainRater.answerAll(house.labelers(), reference(asked, "answers", "projectId"));
            JsonNode training = await(house, chain, isAt("reward-model"));
            killOneWorker();
            JsonNode trained = await(house, chain, hasDone("policy"));
            JsonNode job =
                    house.owner().ok("GET", "/jobs/" + reference(trained, "policy", "jobId"), "");
            assertThat(job.path("workers").asInt()).isEqualTo(2);
            String policy = reference(trained, "policy", "modelId");
            assertThat(policy).isNotEqualTo(reference(training, "base-model", "modelId"));
            assertThat(house.owner().ok("GET", "/models/" + policy, "").path("metrics"))
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step.has("loss")).isTrue());
            house.owner().ok("POST", "/chains/" + chain + "/pause", "");
        }
    }

    private static void killOneWorker() {
        for (int look = 0; look < LOOKS; look++) {
            var worker = ProcessHandle.current().descendants().filter(ChainIT::follows).findFirst();
            if (worker.isPresent()) {
                worker.get().destroyForcibly();
                return;
            }
            pause();
        }
        fail("No second worker was started.");
    }

    /** What a handle tells of a command is cut off behind a long class path. */
    private static boolean follows(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())))
                    .contains("--meeting");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void chain_thatIsPaused_stopsBeforeItsNextLink_andGoesOn() throws IOException {
        try (House house = House.open(folder.resolve("paused"))) {
            String chain = start(house);
            await(house, chain, isAsking("answers"));
            String path = "/chains/" + chain;
            assertThat(house.owner().post(path + "/resume", "").status()).isEqualTo(409);
            assertThat(house.owner().ok("POST", path + "/pause", "").path("state").asString())
                    .isEqualTo("paused");
            String project = reference(house.owner().ok("GET", path, ""), "answers", "projectId");
            ChainRater.answerAll(house.labelers(), project);
            JsonNode answered = await(house, chain, hasDone("answers"));
            assertThat(answered.path("state").asString()).isEqualTo("paused");
            assertThat(link(answered, "consensus").path("state").asString()).isEqualTo("waiting");
            house.owner().ok("POST", path + "/resume", "");
            await(house, chain, hasDone("dataset-version"));
        }
    }

    private static String start(House house) {
        return house.owner().ok("POST", "/chains", CHAIN).path("id").asString();
    }

    private static JsonNode evaluation(House house, JsonNode chain) {
        String id = reference(chain, "evaluation", "evaluationId");
        return house.owner().ok("GET", "/evaluations/" + id, "");
    }

    private static void assertTested(House house, JsonNode chain) {
        String path =
                "/evaluations/"
                        + reference(chain, "evaluation", "evaluationId")
                        + "/sequential-test";
        JsonNode test = house.owner().ok("GET", path + "?margin=0.2&alpha=0.05&beta=0.1", "");
        assertThat(test.path("observed").asInt()).isPositive();
        assertThat(test.path("margin").asDouble()).isEqualTo(0.2);
        assertThat(test.path("steps")).isNotEmpty();
        assertThat(house.owner().get(path + "?margin=2").status()).isEqualTo(422);
    }

    private static JsonNode await(House house, String chain, Predicate<JsonNode> wanted) {
        JsonNode last = house.owner().ok("GET", "/chains/" + chain, "");
        for (int look = 0; look < LOOKS && !wanted.test(last); look++) {
            if (last.path("state").asString().equals("failed")) {
                fail("The chain failed: " + last);
            }
            pause();
            last = house.owner().ok("GET", "/chains/" + chain, "");
        }
        assertThat(wanted.test(last)).as(last.toString()).isTrue();
        return last;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted.", e);
        }
    }

    private static Predicate<JsonNode> is(String state) {
        return chain -> chain.path("state").asString().equals(state);
    }

    private static Predicate<JsonNode> isAt(String link) {
        return chain -> !link(chain, link).path("state").asString().equals("waiting");
    }

    private static Predicate<JsonNode> hasDone(String link) {
        return chain -> link(chain, link).path("state").asString().equals("done");
    }

    private static Predicate<JsonNode> isAsking(String link) {
        return is("waiting")
                .and(chain -> link(chain, link).path("state").asString().equals("running"))
                .and(chain -> link(chain, link).path("references").has("projectId"));
    }

    private static JsonNode link(JsonNode chain, String name) {
        for (JsonNode link : chain.path("links")) {
            if (link.path("name").asString().equals(name)) {
                return link;
            }
        }
        return fail("There is no link " + name);
    }

    private static String reference(JsonNode chain, String link, String kind) {
        return link(chain, link).path("references").path(kind).asString();
    }

    private static int count(JsonNode chain, String link, String count) {
        return link(chain, link).path("counts").path(count).asInt();
    }

    /** The hashes of all that a chain makes. */
    private static TreeMap<String, String> hashes(JsonNode chain) {
        var hashes = new TreeMap<String, String>();
        hashes.put("base", reference(chain, "base-model", "modelId"));
        hashes.put("version", reference(chain, "dataset-version", "versionId"));
        hashes.put("reward model", reference(chain, "reward-model", "modelId"));
        hashes.put("policy", reference(chain, "policy", "modelId"));
        return hashes;
    }
}
