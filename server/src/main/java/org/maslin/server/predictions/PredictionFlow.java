package org.maslin.server.predictions;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionsQuestion;

/** What of an answer came from a prediction. */
final class PredictionFlow {

    static final String TAKEN = "prediction";
    static final String EDITED = "prediction-edited";
    static final String OWN = "human";

    private static final String ORIGIN = "origin";

    private PredictionFlow() {}

    /**
     * Where each answer is from: taken over as it was, changed, or the annotator's own. Of a
     * question about regions, where each region is from, by its id.
     *
     * @param own in the sample's own order, as the prediction is
     */
    static Map<String, Object> origins(
            Ontology ontology, Map<String, Object> predicted, Map<String, Object> own) {
        var origins = new TreeMap<String, Object>();
        for (Question question : ontology.questions()) {
            Object answer = own.get(question.name());
            if (answer != null) {
                Object before = predicted.get(question.name());
                origins.put(
                        question.name(),
                        question instanceof RegionsQuestion
                                ? regions(before, answer)
                                : origin(before, answer));
            }
        }
        return origins;
    }

    private static String origin(@Nullable Object before, Object answer) {
        if (before == null) {
            return OWN;
        }
        return same(before, answer) ? TAKEN : EDITED;
    }

    private static Map<String, String> regions(@Nullable Object before, Object answer) {
        Map<String, Object> known = byId(before);
        var origins = new TreeMap<String, String>();
        byId(answer).forEach((id, region) -> origins.put(id, origin(known.get(id), region)));
        return origins;
    }

    private static Map<String, Object> byId(@Nullable Object answer) {
        var regions = new HashMap<String, Object>();
        if (answer instanceof Map<?, ?> fields && fields.get("regions") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> region) {
                    var said = new HashMap<Object, Object>(region);
                    said.remove(ORIGIN); // it is found here, and not what somebody says of it
                    regions.put(String.valueOf(region.get("id")), said);
                }
            }
        }
        return regions;
    }

    /** Whether two values from JSON say the same; 1 and 1.0 do. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        return Objects.equals(one, other);
    }

    static BadInputException unknownSample(int index, String key) {
        return new BadInputException(
                "predictions[%d].sampleKey".formatted(index),
                "\"" + key + "\"",
                "the key of a sample of this project",
                "Import the sample first, with its predictions if you like.");
    }

    static BadInputException of(int index, BadInputException bad) {
        return new BadInputException(
                "predictions[%d].%s".formatted(index, bad.place()),
                bad.found(),
                bad.expected(),
                bad.hint());
    }

    static BadInputException ofAnother(Object id) {
        return new BadInputException(
                "prediction",
                "\"" + id + "\"",
                "the id of a prediction of this task's sample",
                "Take it from the assignment, or leave it out.");
    }
}
