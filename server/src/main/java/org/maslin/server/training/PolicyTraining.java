package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Progress;
import org.maslin.server.models.ModelKind;
import org.maslin.train.DpoTrainer;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;

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
    public Map<String, Object> settings(long seed) {
        return TrainingSettings.policy(seed);
    }

    @Override
    public TrainingResult train(
            Map<String, Object> settings,
            Path start,
            @Nullable Path reward,
            Path data,
            Path out,
            Progress progress)
            throws IOException {
        return new DpoTrainer(TrainingSettings.config(Algorithm.DPO, settings))
                .run(start, data, out, progress);
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
