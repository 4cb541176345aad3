package org.maslin.server.predictions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.samples.NewPrediction;

/** Predictions of samples that are there, at most a thousand at a time. */
public record NewPredictions(List<Item> predictions) {

    private static final int MOST = 1000;

    /** One of them; the sample is named by its key. */
    public record Item(
            String sampleKey,
            String model,
            @Nullable String modelVersion,
            @Nullable Double score,
            Map<String, Object> answers) {

        public Item {
            new NewPrediction(model, modelVersion, score, answers);
        }

        NewPrediction prediction() {
            return new NewPrediction(model, modelVersion, score, answers);
        }
    }

    public NewPredictions {
        predictions = List.copyOf(predictions);
        if (predictions.isEmpty() || predictions.size() > MOST) {
            throw new BadInputException(
                    "predictions",
                    predictions.size() + " predictions",
                    "1 to 1000",
                    "Send them in parts, or import them with their samples.");
        }
    }
}
