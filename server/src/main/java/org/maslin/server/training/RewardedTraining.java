package org.maslin.server.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;
import org.maslin.server.models.ModelKind;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.TrainingConfig.Algorithm;

/** A policy by the rewards that a reward model gives the completions which it draws. */
final class RewardedTraining implements TrainingJob.Kind {

    private final PolicyMethod method;

    RewardedTraining(PolicyMethod method) {
        this.method = method;
    }

    @Override
    public String name() {
        return method.jobName();
    }

    @Override
    public ModelKind modelKind() {
        return ModelKind.POLICY;
    }

    @Override
    public Algorithm algorithm() {
        return method.algorithm;
    }

    @Override
    public Map<String, Object> settings(long seed) {
        return TrainingSettings.rewarded(method, seed);
    }

    @Override
    public Map<String, Figure> figures(Path model, List<PreferencePair> heldOut) {
        return Map.of();
    }

    @Override
    public long parameters(LanguageModel start) {
        return start.parameterCount();
    }
}
