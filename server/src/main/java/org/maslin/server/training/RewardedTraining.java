package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Progress;
import org.maslin.server.models.ModelKind;
import org.maslin.train.GrpoTrainer;
import org.maslin.train.LanguageModel;
import org.maslin.train.PpoTrainer;
import org.maslin.train.PreferencePair;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingResult;

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
    public Map<String, Object> settings(long seed) {
        return TrainingSettings.rewarded(method, seed);
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
        var all = new TreeMap<>(settings);
        all.put("reward_model", Objects.requireNonNull(reward).toString());
        TrainingConfig config = TrainingSettings.config(method.algorithm, all);
        return method == PolicyMethod.PPO
                ? new PpoTrainer(config).run(start, data, out, progress)
                : new GrpoTrainer(config).run(start, data, out, progress);
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
