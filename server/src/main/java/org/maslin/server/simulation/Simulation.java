package org.maslin.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.client.AtOnce;
import org.maslin.synth.raters.Habits;
import org.maslin.synth.raters.RaterPlan;
import org.maslin.synth.raters.RaterProfile;
import tools.jackson.databind.JsonNode;

/** Raters at work on a project, through the public API. */
public final class Simulation {

    private static final int AT_ONCE = 6;
    private static final String TAKEN = "task-taken";

    private final ApiClient manager;
    private final List<RaterProfile> cast;
    private final Seed seed;
    private final Eye eye;
    private final Duration pace;
    private final Progress progress;

    /**
     * A task in a rater's hands.
     *
     * @param place how many the rater was dealt before it
     */
    private record Dealt(String id, String key, int place) {}

    /** The open tasks of each rater, and the place of every task among all that a rater got. */
    private record Deal(
            SequencedMap<String, List<Dealt>> open, Map<String, Map<String, Integer>> places) {

        void add(String rater, @Nullable String id, String key) {
            Map<String, Integer> own = places.computeIfAbsent(rater, r -> new HashMap<>());
            int place = own.size();
            own.put(key, place);
            if (id != null) {
                open.computeIfAbsent(rater, r -> new ArrayList<>()).add(new Dealt(id, key, place));
            }
        }
    }

    /**
     * @param manager may invite users, make keys and list tasks
     * @param seed what the raters answer and who answers what follow from it
     * @param pace how long a rater rests after an answer; zero for as fast as it goes
     */
    public Simulation(
            ApiClient manager,
            List<RaterProfile> cast,
            Seed seed,
            Eye eye,
            Duration pace,
            Progress progress) {
        this.manager = manager;
        this.cast = List.copyOf(cast);
        this.seed = seed;
        this.eye = eye;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Has every task of a project answered by as many raters as it needs. What was answered before
     * stays; a task whose places others have taken is left to them.
     *
     * @return how many answers were sent
     */
    public long answer(String project) {
        Deal deal = deal(project);
        long total = deal.open().values().stream().mapToLong(List::size).sum();
        var sent = new AtomicLong();
        AtOnce.run(
                AT_ONCE,
                cast,
                rater -> {
                    List<Dealt> dealt = deal.open().getOrDefault(rater.name(), List.of());
                    if (dealt.isEmpty()) {
                        return;
                    }
                    ApiClient own = register(rater);
                    for (Dealt task : dealt) {
                        answer(own, deal, rater, task);
                        progress.at(sent.incrementAndGet(), total, "answers");
                    }
                });
        return sent.get();
    }

    /**
     * Each rater's open tasks in key order. All tasks are dealt, done or not, so that a run that
     * was cut off deals them as before.
     */
    private Deal deal(String project) {
        Map<Integer, List<String>> keysByOverlap = new TreeMap<>();
        Map<String, String> ids = new HashMap<>();
        manager.forEach(
                "/projects/" + project + "/tasks",
                task -> {
                    String key = task.path("key").asString();
                    if (task.path("state").asString().equals("open")) {
                        ids.put(key, task.path("id").asString());
                    }
                    keysByOverlap
                            .computeIfAbsent(task.path("overlap").asInt(), n -> new ArrayList<>())
                            .add(key);
                });
        List<String> names = cast.stream().map(RaterProfile::name).toList();
        var deal = new Deal(new TreeMap<>(), new HashMap<>());
        keysByOverlap.forEach(
                (overlap, keys) ->
                        RaterPlan.assign(seed, keys, names, overlap)
                                .forEach(
                                        (key, raters) ->
                                                raters.forEach(
                                                        rater ->
                                                                deal.add(
                                                                        rater,
                                                                        ids.get(key),
                                                                        key))));
        return deal;
    }

    private ApiClient register(RaterProfile rater) {
        var user = Map.of("name", rater.name(), "role", "annotator", "kind", "simulated");
        String id = manager.post("/users", user).path("user").path("id").asString();
        JsonNode key = manager.post("/keys", Map.of("name", "simulation", "userId", id));
        return manager.as(key.path("secret").asString());
    }

    private void answer(ApiClient own, Deal deal, RaterProfile rater, Dealt task) {
        JsonNode assignment;
        try {
            assignment = own.post("/tasks/" + task.id() + "/assignments", null);
        } catch (ApiProblemException refused) {
            if (refused.code().equals(TAKEN)) {
                return;
            }
            throw refused;
        }
        if (assignment.path("state").asString().equals("submitted")) {
            return;
        }
        String question = assignment.path("questions").path(0).path("name").asString();
        own.post(
                "/assignments/" + assignment.path("id").asString() + "/annotation",
                Map.of(
                        "answers",
                        Map.of(question, spoken(deal, rater, task, assignment)),
                        "secondsActive",
                        seconds(rater, task.key())));
        rest();
    }

    /** What a rater says, with the habits: of his own, a guess, or what another says. */
    private String spoken(Deal deal, RaterProfile rater, Dealt task, JsonNode assignment) {
        var luck = seed.derive("habits", rater.name(), task.key()).generator();
        Habits.Copying copying = rater.habits().copying();
        boolean copies = copying != null && luck.nextDouble() < copying.share();
        if (copying != null && copies) {
            Integer place = deal.places().getOrDefault(copying.of(), Map.of()).get(task.key());
            if (place != null) {
                RaterProfile other = known(copying.of());
                var others = seed.derive("habits", other.name(), task.key()).generator();
                return alone(others, other, place, assignment);
            }
        }
        return alone(luck, rater, task.place(), assignment);
    }

    private String alone(RandomGenerator luck, RaterProfile rater, int place, JsonNode assignment) {
        boolean guesses = luck.nextDouble() < rater.habits().guesses(place);
        return eye.answer(seed, guesses ? rater.guessing() : rater, assignment);
    }

    private RaterProfile known(String name) {
        return cast.stream()
                .filter(rater -> rater.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rater is called " + name));
    }

    /** Time on the task: half to one and a half of the rater's usual time. */
    private double seconds(RaterProfile rater, String task) {
        double luck = seed.derive("seconds", rater.name(), task).generator().nextDouble();
        return rater.secondsPerTask() * (0.5 + luck);
    }

    private void rest() {
        if (pace.isZero()) {
            return;
        }
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two answers.", e);
        }
    }
}
