package org.maslin.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.client.ApiClient;
import org.maslin.server.simulation.PairEye;
import org.maslin.server.simulation.Simulation;
import org.maslin.synth.raters.DemoCast;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.Spam;
import org.maslin.synth.text.Grader;
import tools.jackson.databind.JsonNode;

/**
 * The whole chain with simulated raters: starts it, and sends the raters wherever it waits for
 * answers. Labelers and judges are different people with different seeds.
 */
public final class ChainDemo {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int JUDGES = 5;
    private static final double JUDGE_SHARPNESS = 1.2;
    private static final double JUDGE_SECONDS = 8;

    /**
     * @param size what of the chain differs from its defaults: {@code prompts}, {@code heldOut}
     * @param shuffleVotes whether every rater answers at random
     * @param pace how long a rater rests after an answer
     */
    public record Options(
            long seed, Map<String, Integer> size, boolean shuffleVotes, Duration pace) {

        public Options {
            size = Map.copyOf(size);
        }

        String idempotencyKey() {
            var key = new StringBuilder("demo-" + seed);
            new TreeMap<>(size).forEach((what, n) -> key.append("-%s-%d".formatted(what, n)));
            return key + (shuffleVotes ? "-shuffled" : "");
        }

        private Map<String, Object> chain() {
            var chain = new TreeMap<String, Object>(size);
            chain.put("name", shuffleVotes ? "Help desk, votes shuffled" : "Help desk");
            chain.put("seed", seed);
            return chain;
        }
    }

    private final ApiClient api;
    private final Grader grader;
    private final Options options;
    private final Progress progress;

    public ChainDemo(ApiClient api, Grader grader, Options options, Progress progress) {
        this.api = api;
        this.grader = grader;
        this.options = options;
        this.progress = progress;
    }

    /** Runs the chain, or goes on with it, until it is done. */
    public JsonNode run() {
        String id =
                api.post("/chains", options.chain(), options.idempotencyKey())
                        .path("id")
                        .asString();
        while (true) {
            JsonNode chain = api.get("/chains/" + id);
            switch (chain.path("state").asString()) {
                case "done" -> {
                    return chain;
                }
                case "failed" ->
                        throw new CommandFailedException(
                                "The chain failed: " + chain.path("error").asString(""),
                                "The same command with the same --data goes on where it stopped.");
                default -> attend(chain);
            }
        }
    }

    private void attend(JsonNode chain) {
        boolean worked = false;
        for (JsonNode link : chain.path("links")) {
            report(link);
            worked |= answer(link);
        }
        if (!worked) {
            pause();
        }
    }

    /** Sends the raters to a link that waits for them; tells whether there was anything to do. */
    private boolean answer(JsonNode link) {
        String name = link.path("name").asString();
        String project = link.path("references").path("projectId").asString("");
        boolean waits =
                link.path("state").asString().equals("running")
                        && (name.equals("answers") || name.equals("evaluation"));
        if (!waits || project.isEmpty()) {
            return false;
        }
        boolean judging = name.equals("evaluation");
        Seed seed = new Seed(options.seed()).derive(judging ? "judges" : "labelers", roundOf(link));
        return new Simulation(
                                api,
                                voters(judging ? judges() : DemoCast.raters()),
                                seed,
                                new PairEye(grader),
                                options.pace(),
                                progress)
                        .answer(project)
                > 0;
    }

    private List<RaterProfile> voters(List<RaterProfile> cast) {
        if (!options.shuffleVotes()) {
            return cast;
        }
        return cast.stream()
                .map(
                        rater ->
                                new RaterProfile(
                                        rater.name(), 0, 0, Spam.RANDOM, rater.secondsPerTask()))
                .toList();
    }

    private static List<RaterProfile> judges() {
        return IntStream.rangeClosed(1, JUDGES)
                .mapToObj(
                        n ->
                                new RaterProfile(
                                        "judge-%02d".formatted(n),
                                        JUDGE_SHARPNESS,
                                        0,
                                        Spam.NONE,
                                        JUDGE_SECONDS))
                .toList();
    }

    private void report(JsonNode link) {
        if (link.path("state").asString().equals("running")) {
            progress.at(
                    link.path("done").asLong(),
                    link.path("total").asLong(),
                    link.path("name").asString() + ", round " + roundOf(link));
        }
    }

    private static String roundOf(JsonNode link) {
        return String.valueOf(link.path("round").asInt(1));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the chain was running.", e);
        }
    }
}
