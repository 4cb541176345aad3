package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.RewardLosses;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Trains a reward model on rows {@code {"prompt","chosen","rejected"}}, with an optional {@code
 * margin}, so that the chosen ones score higher.
 */
public final class RewardTrainer {

    private final TrainingConfig config;

    public RewardTrainer(TrainingConfig config) {
        this.config = config;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(out, config, start, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, start, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RewardModel model = RewardModel.startingFrom(start);
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            EncodedPairs pairs =
                    EncodedPairs.of(
                            JsonLines.preferencePairs(data),
                            model.layout(),
                            config.batching().maxLength());
            List<List<int[]>> steps = BatchPlan.of(config, pairs.lengths()).steps();
            Decoder network = model.network(Parameters.of(trainable.parameters()));
            Tensor head = RewardHead.of(trainable.parameters());
            for (int step = run.resume(trainable); step < steps.size(); step++) {
                List<int[]> batches = steps.get(step);
                var figures = new RewardFigures(EncodedPairs.count(batches));
                double loss = 0;
                for (int[] batch : batches) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        Tensor rewards =
                                RewardHead.rewards(
                                        network, head, pairs.rows(batch), model.config().padId());
                        Tensor chosen = rewards.slice(0, 0, n);
                        Tensor rejected = rewards.slice(0, n, n);
                        Tensor margins = EncodedPairs.values(pairs.margins(), batch);
                        double share = (double) n / EncodedPairs.count(batches);
                        Tensor part =
                                RewardLosses.bradleyTerry(chosen, rejected, margins)
                                        .plus(
                                                RewardLosses.centring(chosen, rejected)
                                                        .times(config.preferences().centring()))
                                        .times(share);
                        part.backward();
                        loss += part.item();
                        figures.add(chosen.doubles(), rejected.doubles());
                    }
                }
                double rate = config.schedule().rate(step, steps.size());
                double norm = trainable.optimiser().step(step + 1, rate);
                Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                shown.put("learning_rate", rate);
                shown.put("grad_norm", norm);
                run.made(trainable, loss, pairs.tokens(batches), shown);
                progress.at(step + 1, steps.size(), "training");
            }
            model.save(out, config.storage());
            return run.finish();
        }
    }
}
