package org.maslin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maslin.core.Seed;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.SimulatedClassifier;
import org.maslin.synth.raters.Spam;
import tools.jackson.databind.JsonNode;

/**
 * Chooses a class, knowing the true one where it is given: a rater of sharpness κ is right with
 * probability 1 − (k − 1)/k · e<sup>−κ</sup> among k classes, so κ = 0 guesses, and errs evenly.
 */
public final class ClassEye implements Eye {

    private final Map<String, String> truth;

    /**
     * @param truth the true class by task key
     */
    public ClassEye(Map<String, String> truth) {
        this.truth = Map.copyOf(truth);
    }

    @Override
    public String answer(Seed seed, RaterProfile rater, JsonNode assignment) {
        List<String> classes = new ArrayList<>();
        assignment
                .path("question")
                .path("classes")
                .forEach(each -> classes.add(each.path("name").asString()));
        String key = assignment.path("taskKey").asString();
        int known = classes.indexOf(truth.getOrDefault(key, ""));
        double sharpness = known < 0 || rater.spam() == Spam.RANDOM ? 0 : rater.sharpness();
        return switch (rater.spam()) {
            case FIRST -> classes.getFirst();
            case SECOND -> classes.get(1);
            case NONE, RANDOM ->
                    classes.get(
                            classifier(rater.name(), classes.size(), sharpness)
                                    .answer(seed, key, Math.max(0, known)));
        };
    }

    private static SimulatedClassifier classifier(String name, int classes, double sharpness) {
        double wrong = (classes - 1.0) / classes * StrictMath.exp(-sharpness);
        return SimulatedClassifier.evenly(name, classes, 1 - wrong);
    }
}
