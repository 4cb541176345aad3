package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.loss.RewardLosses;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Trains a reward model on pairs (Bradley and Terry, 1952): rows {@code
 * {"prompt","chosen","rejected"}} with an optional {@code margin}, a {@code weight} that the pair
 * counts, and {@code preference}, the share of judges who prefer the chosen one (a tie is .5).
 */
public final class RewardTrainer {

    private final TrainingConfig config;
    private final Team team;

    public RewardTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public RewardTrainer(TrainingConfig config, Team team) {
        this.config = team.widened(config);
        this.team = team;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(out, config, team, start, data)) {
            @Nullable TrainingResult finished = run.finished();
            if (finished != null) {
                return finished;
            }
            return config.rewarding().headOnly()
                    ? fitHead(run, start, data, out, progress)
                    : train(run, start, data, out, progress);
        }
    }

    /** Leaves the network as it is, and finds the one best head by what it makes of the pairs. */
    private TrainingResult fitHead(
            RunFolder run, Path start, Path data, Path out, Progress progress) throws IOException {
        requireOneWorker();
        Pooling pooling = config.rewarding().pooling();
        try (RewardModel model = RewardModel.startingFrom(start, pooling);
                Scope scope = Scope.open()) {
            EncodedPairs pairs =
                    EncodedPairs.of(model.rows(config.batching().maxLength()).pairs(data));
            MemoryPlan.still(model.config(), pairs.chosen().size()).requireRoom(progress);
            run.resume();
            Tensor states =
                    new PairStates(model, pairs)
                            .differences(out.resolve(PairStates.FILE), progress);
            Tensor scale = states.squared().mean(0).squareRoot().plus(1e-6);
            var probe = new LinearProbe(states.dividedBy(scale), pairs);
            progress.at(0, 0, "choosing the ridge");
            LinearProbe.Held held = probe.chooseRidge(config.seed().derive("folds"));
            LinearProbe.Fit fit = probe.fit(held.ridge());
            long tokens =
                    pairs.tokens(List.of(IntStream.range(0, pairs.chosen().size()).toArray()));
            for (LinearProbe.Step step : fit.steps()) {
                Map<String, Double> shown = new LinkedHashMap<>();
                shown.put("accuracy", step.accuracy());
                shown.put("ridge", held.ridge());
                shown.put("cross_validated_loss", held.loss());
                shown.put("cross_validated_accuracy", held.accuracy());
                shown.put("grad_norm", step.gradient());
                run.made(step.loss(), step.gradient(), tokens, shown);
                tokens = 0;
            }
            Tensor head = pooling.head(model.weights().views());
            head.copyInPlace(
                    Tensor.of(fit.head(), 1, fit.head().length).toTypeOf(head).dividedBy(scale));
            run.save(() -> model.save(out, config.storage()));
            return run.finish();
        }
    }

    private void requireOneWorker() {
        if (team.size() > 1) {
            throw new BadInputException(
                    "head_only",
                    team.size() + " workers",
                    "one",
                    "Fitting a head reads each pair once; leave workers out.");
        }
    }

    private TrainingResult train(RunFolder run, Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RewardModel model = RewardModel.startingFrom(start, config.rewarding().pooling());
                Trainable trainable = new Trainable(model.weights(), config.optimisation())) {
            int maxLength = config.batching().maxLength();
            EncodedPairs pairs = EncodedPairs.of(model.rows(maxLength).pairs(data));
            int[] lengths = pairs.lengths();
            int longest = java.util.Arrays.stream(lengths).max().orElse(0);
            long trained = model.weights().flat().count();
            MemoryPlan.of(model.config(), config, trained, longest).requireRoom(progress);
            List<List<int[]>> steps = BatchPlan.of(config, lengths).steps();
            var pass =
                    new Pass(
                            model.network(
                                    Parameters.of(trainable.parameters())
                                            .rounding(config.memory().products())),
                            config.memory().checkpointing());
            Tensor head = model.pooling().head(trainable.parameters());
            for (int step = run.resume(trainable); step < steps.size(); ) {
                List<int[]> batches = steps.get(step);
                var figures = new RewardFigures(EncodedPairs.count(batches));
                double weight = pairs.weight(batches);
                double loss = 0;
                for (int[] batch : team.share(batches)) {
                    try (Scope scope = Scope.open()) {
                        int n = batch.length;
                        Tensor rewards =
                                model.pooling()
                                        .rewards(
                                                pass,
                                                head,
                                                pairs.rows(batch),
                                                model.config().padId());
                        Tensor chosen = rewards.slice(0, 0, n);
                        Tensor rejected = rewards.slice(0, n, n);
                        Tensor losses =
                                RewardLosses.soft(
                                        chosen,
                                        rejected,
                                        EncodedPairs.values(pairs.margins(), batch),
                                        EncodedPairs.values(pairs.shares(), batch));
                        Tensor weighted = losses.times(EncodedPairs.values(pairs.weights(), batch));
                        double share = (double) n / EncodedPairs.count(batches);
                        Tensor centred =
                                RewardLosses.centring(chosen, rejected)
                                        .times(config.preferences().centring() * share);
                        Tensor part = weighted.sum().times(1 / weight).plus(centred);
                        pass.backward(part);
                        loss += part.item();
                        figures.add(chosen.doubles(), rejected.doubles());
                    }
                }
                loss = team.sum(loss, trainable);
                figures.sum(team);
                double rate = run.rate(config, step, steps.size());
                double norm = trainable.step(step + 1, rate, loss);
                Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                shown.put("learning_rate", rate);
                shown.put("grad_norm", norm);
                step = run.made(loss, norm, pairs.tokens(batches), shown, trainable);
                progress.at(step, steps.size(), "training");
            }
            run.save(() -> model.save(out, config.storage()));
            return run.finish();
        }
    }
}
