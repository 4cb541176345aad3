package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;
import org.maslin.server.models.ModelKind;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.RewardModel;
import org.maslin.train.Scorer;
import org.maslin.train.TrainingConfig.Algorithm;

/** A reward model, with its accuracy on pairs it has not seen. */
public final class RewardTraining implements TrainingJob.Kind {

    public static final String NAME = "train-reward-model";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ModelKind modelKind() {
        return ModelKind.REWARD;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.REWARD;
    }

    @Override
    public Map<String, Object> settings(long seed) {
        return TrainingSettings.reward(seed);
    }

    @Override
    public Map<String, Figure> figures(Path model, List<PreferencePair> heldOut)
            throws IOException {
        if (heldOut.isEmpty()) {
            return Map.of();
        }
        try (RewardModel reward = RewardModel.load(model)) {
            return Map.of("accuracy", new Scorer().rewardAccuracy(reward, heldOut));
        }
    }

    /** The network's, and one number of the head for each of its dimensions. */
    @Override
    public long parameters(LanguageModel start) {
        return start.parameterCount() + start.config().hiddenSize();
    }
}
