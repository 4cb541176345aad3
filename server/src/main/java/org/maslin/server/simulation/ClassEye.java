package org.maslin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.core.Seed;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.SimulatedClassifier;
import org.maslin.synth.raters.Spam;
import tools.jackson.databind.JsonNode;

/**
 * Chooses a class, knowing the true one where it is given: a rater of sharpness κ is right with
 * probability 1 − (k − 1)/k · e<sup>−κ</sup> among k classes, so κ = 0 guesses, and errs evenly. A
 * rater with a confusion matrix errs as it says, and guesses where the true class is not known.
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
                .path("questions")
                .path(0)
                .path("classes")
                .forEach(each -> classes.add(each.path("name").asString()));
        String key = assignment.path("taskKey").asString();
        int known = classes.indexOf(truth.getOrDefault(key, ""));
        return switch (rater.spam()) {
            case FIRST -> classes.getFirst();
            case SECOND -> classes.get(1);
            case NONE, RANDOM ->
                    classes.get(
                            classifier(rater, classes, known)
                                    .answer(seed, key, Math.max(0, known)));
        };
    }

    private static SimulatedClassifier classifier(
            RaterProfile rater, List<String> classes, int known) {
        if (known < 0 || rater.spam() == Spam.RANDOM) {
            return evenly(rater.name(), classes.size(), 0);
        }
        return rater.confusion().isEmpty()
                ? evenly(rater.name(), classes.size(), rater.sharpness())
                : confused(rater, classes);
    }

    private static SimulatedClassifier confused(RaterProfile rater, List<String> classes) {
        rater.confusion().forEach((truth, row) -> requireKnown(rater, classes, truth, row));
        return new SimulatedClassifier(
                rater.name(),
                classes.stream()
                        .map(truth -> rater.confusion().getOrDefault(truth, Map.of(truth, 1.0)))
                        .map(
                                row ->
                                        classes.stream()
                                                .map(answer -> row.getOrDefault(answer, 0.0))
                                                .toList())
                        .toList());
    }

    private static void requireKnown(
            RaterProfile rater, List<String> classes, String truth, Map<String, Double> row) {
        Stream.concat(Stream.of(truth), row.keySet().stream())
                .filter(name -> !classes.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new BadInputException(
                                    "confusion of rater " + rater.name(),
                                    "the class " + name,
                                    "one of " + String.join(", ", classes),
                                    Nearest.hint(name, classes));
                        });
    }

    private static SimulatedClassifier evenly(String name, int classes, double sharpness) {
        double wrong = (classes - 1.0) / classes * StrictMath.exp(-sharpness);
        return SimulatedClassifier.evenly(name, classes, 1 - wrong);
    }
}
