package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.loss.PairLogProbs;
import org.maslin.train.loss.PreferenceLoss;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Direct preference optimisation (Rafailov et al., 2023) and its family: trains on rows {@code
 * {"prompt","chosen","rejected"}} to prefer the chosen ones, held by the start model as reference.
 * The reference's log-probabilities are computed once.
 */
public final class DpoTrainer {

    private final TrainingConfig config;

    public DpoTrainer(TrainingConfig config) {
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
        try (LanguageModel model = LanguageModel.load(start);
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            EncodedPairs pairs =
                    EncodedPairs.of(
                            JsonLines.preferencePairs(data),
                            model.layout(),
                            config.batching().maxLength());
            List<List<int[]>> steps = BatchPlan.of(config, pairs.lengths()).steps();
            int padId = model.config().padId();
            double[] chosenReference = SequenceLogProbs.of(model.network(), pairs.chosen(), padId);
            double[] rejectedReference =
                    SequenceLogProbs.of(model.network(), pairs.rejected(), padId);
            Decoder network = model.network(Parameters.of(trainable.parameters()));
            for (int step = run.resume(trainable); step < steps.size(); step++) {
                List<int[]> batches = steps.get(step);
                var figures = new PairFigures(EncodedPairs.count(batches));
                double loss = 0;
                for (int[] batch : batches) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        List<Encoded> rows = pairs.rows(batch);
                        TokenBatch tokens = TokenBatch.of(rows, padId, 0);
                        Tensor sums = tokens.sumByRow(tokens.logProbs(network));
                        Tensor lengths = EncodedPairs.completionLengths(rows);
                        var logProbs =
                                new PairLogProbs(
                                        sums.slice(0, 0, n),
                                        sums.slice(0, n, n),
                                        EncodedPairs.values(chosenReference, batch),
                                        EncodedPairs.values(rejectedReference, batch),
                                        lengths.slice(0, 0, n),
                                        lengths.slice(0, n, n));
                        double share = (double) n / EncodedPairs.count(batches);
                        Tensor part = loss(logProbs, config.preferences()).times(share);
                        part.backward();
                        loss += part.item();
                        figures.add(logProbs, config.preferences().beta());
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

    /** The weighted sum of all losses asked for, each the mean over its pairs (or tokens). */
    static Tensor loss(PairLogProbs logProbs, TrainingConfig.Preferences wanted) {
        Tensor total = Tensor.of(new float[] {0}, 1).sum();
        for (int i = 0; i < wanted.losses().size(); i++) {
            PreferenceLoss loss = wanted.losses().get(i);
            Tensor mean =
                    loss == PreferenceLoss.SFT
                            ? logProbs.policyChosen()
                                    .sum()
                                    .dividedBy(logProbs.chosenLength().sum())
                                    .negated()
                            : loss.perPair(logProbs, wanted.beta(), wanted.labelSmoothing()).mean();
            total = total.plus(mean.times(wanted.weights().get(i)));
        }
        return total;
    }
}
