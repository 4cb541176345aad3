package org.maslin.server.samples;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What a model answered about a sample.
 *
 * @param model its name
 * @param score how sure it is, from 0 to 1
 * @param answers by question name, in the sample's own order; not every question needs one
 */
public record NewPrediction(
        String model,
        @Nullable String modelVersion,
        @Nullable Double score,
        Map<String, Object> answers) {

    private static final int LONGEST_NAME = 200;

    public NewPrediction {
        checkName("predictions.model", model, 1);
        checkName("predictions.modelVersion", modelVersion == null ? "" : modelVersion, 0);
        if (score != null && !(score >= 0 && score <= 1)) {
            throw new BadInputException(
                    "predictions.score",
                    score.toString(),
                    "a number from 0 to 1",
                    "Leave it out if the model gives none.");
        }
        if (answers.isEmpty()) {
            throw new BadInputException(
                    "predictions.answers",
                    "no answers",
                    "one or more, by the name of the question",
                    "Leave the prediction out.");
        }
        answers = Map.copyOf(answers);
    }

    private static void checkName(String place, String name, int least) {
        if (name.strip().length() < least
                || name.length() > LONGEST_NAME
                || name.indexOf('\0') >= 0) {
            throw new BadInputException(
                    place,
                    "\"" + name.replace("\0", "\\u0000") + "\"",
                    "a name of at most 200 characters",
                    "Such as tagger-large.");
        }
    }

    public String versionOrEmpty() {
        return modelVersion == null ? "" : modelVersion;
    }
}
