package org.maslin.server.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;
import org.maslin.server.models.ModelKind;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.TrainingConfig.Algorithm;

/** A policy by direct preference optimisation, with the model it starts from as its reference. */
public final class PolicyTraining implements TrainingJob.Kind {

    public static final String NAME = "train-policy";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ModelKind modelKind() {
        return ModelKind.POLICY;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.DPO;
    }

    @Override
    public Map<String, Object> settings(long seed) {
        return TrainingSettings.policy(seed);
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
