package org.maslin.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.client.AtOnce;
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

    private record Dealt(String id, String key) {}

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
        SequencedMap<String, List<Dealt>> work = deal(project);
        long total = work.values().stream().mapToLong(List::size).sum();
        var sent = new AtomicLong();
        AtOnce.run(
                AT_ONCE,
                cast,
                rater -> {
                    List<Dealt> dealt = work.getOrDefault(rater.name(), List.of());
                    if (dealt.isEmpty()) {
                        return;
                    }
                    ApiClient own = register(rater);
                    for (Dealt task : dealt) {
                        answer(own, rater, task);
                        progress.at(sent.incrementAndGet(), total, "answers");
                    }
                });
        return sent.get();
    }

    /**
     * Each rater's open tasks in key order. All tasks are dealt, done or not, so that a run that
     * was cut off deals them as before.
     */
    private SequencedMap<String, List<Dealt>> deal(String project) {
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
        var work = new TreeMap<String, List<Dealt>>();
        keysByOverlap.forEach(
                (overlap, keys) ->
                        RaterPlan.assign(seed, keys, names, overlap)
                                .forEach((key, raters) -> deal(work, raters, ids.get(key), key)));
        return work;
    }

    private static void deal(
            Map<String, List<Dealt>> work, List<String> raters, @Nullable String id, String key) {
        if (id != null) {
            for (String rater : raters) {
                work.computeIfAbsent(rater, r -> new ArrayList<>()).add(new Dealt(id, key));
            }
        }
    }

    private ApiClient register(RaterProfile rater) {
        var user = Map.of("name", rater.name(), "role", "annotator", "kind", "simulated");
        String id = manager.post("/users", user).path("user").path("id").asString();
        JsonNode key = manager.post("/keys", Map.of("name", "simulation", "userId", id));
        return manager.as(key.path("secret").asString());
    }

    private void answer(ApiClient own, RaterProfile rater, Dealt task) {
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
                        Map.of(question, eye.answer(seed, rater, assignment)),
                        "secondsActive",
                        seconds(rater, task.key())));
        rest();
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
