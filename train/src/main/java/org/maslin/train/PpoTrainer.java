package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import org.maslin.train.tokenizer.Encoded;

/**
 * Proximal policy optimisation (Schulman et al., 2017) from prompts: completions drawn from the
 * model are scored, a value head says token by token what was to be expected, and the divergence to
 * the start model is taken from each token's reward. The value model starts from the reward model
 * if one is named, else from the model itself, and is not kept. Workers share the drawing; each
 * then learns from all that was drawn.
 */
public final class PpoTrainer {

    private final TrainingConfig config;
    private final Team team;

    public PpoTrainer(TrainingConfig config) {
        this(config, Team.alone());
    }

    public PpoTrainer(TrainingConfig config, Team team) {
        this.config = team.widened(config);
        this.team = team;
    }

    /** Trains, or goes on where a stopped run of the same inputs was; leaves a model folder. */
    public TrainingResult run(Path start, Path data, Path out, Progress progress)
            throws IOException {
        try (RunFolder run = RunFolder.open(out, config, team, start, data)) {
            @Nullable TrainingResult finished = run.finished();
            return finished != null ? finished : train(run, start, data, out, progress);
        }
    }

    private TrainingResult train(RunFolder run, Path start, Path data, Path out, Progress progress)
            throws IOException {
        TrainingConfig.Rollouts wanted = config.rollouts();
        Path critic = wanted.rewardModel().isEmpty() ? start : Path.of(wanted.rewardModel());
        try (Policy policy = Policy.load(start, config);
                RewardModel values = RewardModel.startingFrom(critic, Pooling.LAST);
                Trainable valuing = new Trainable(values.weights(), config.optimisation())) {
            List<Rows.Asked> prompts = policy.rows().asked(data);
            var rollouts = new Rollouts(policy, config, team);
            policy.plan(rollouts.longest(prompts), progress);
            int[] lengths = prompts.stream().mapToInt(asked -> asked.ids().length).toArray();
            List<List<int[]>> steps = BatchPlan.of(config, lengths).steps();
            boolean checkpointed = config.memory().checkpointing();
            Decoder critique = values.network(Parameters.of(valuing.parameters()));
            var valuePass = new Pass(critique, checkpointed);
            Tensor head = Pooling.LAST.head(valuing.parameters());
            Trainable policing = policy.trainable();
            try (Rewards rewards =
                    Rewards.of(wanted, policy.model().tokenizer(), Rollouts.given(prompts))) {
                for (int step = run.resume(policing, valuing); step < steps.size(); ) {
                    int[] all =
                            steps.get(step).stream()
                                    .flatMapToInt(java.util.Arrays::stream)
                                    .toArray();
                    List<Rollout> drawn = rollouts.of(prompts, all, step);
                    double[] scores = rewards.of(drawn, new LinkedHashMap<>());
                    List<Encoded> rows = drawn.stream().map(Rollout::row).toList();
                    PpoBatch batch =
                            PpoBatch.of(
                                    config,
                                    rows,
                                    scores,
                                    policy.network(),
                                    policy.reference(),
                                    critique,
                                    head,
                                    policy.padId());
                    var figures = new PpoFigures(batch);
                    double rate = run.rate(config, step, steps.size());
                    double loss = 0;
                    double norm = 0;
                    for (int epoch = 0; epoch < wanted.iterations(); epoch++) {
                        try (Scope scope = Scope.open()) {
                            Tensor policyLoss = batch.policyLoss(policy.pass(), figures);
                            policy.pass().backward(policyLoss);
                            Tensor valueLoss = batch.valueLoss(valuePass, head, figures);
                            valuePass.backward(valueLoss.times(wanted.valueWeight()));
                            loss = policyLoss.item() + wanted.valueWeight() * valueLoss.item();
                        }
                        long t = (long) step * wanted.iterations() + epoch + 1;
                        double first = policing.step(t, rate, loss);
                        double second = valuing.step(t, rate, loss);
                        norm = Math.hypot(first, second);
                    }
                    // All have made the same steps; processors that differ must not drift apart.
                    team.copyFromFirst(policing.weights().flat());
                    team.copyFromFirst(valuing.weights().flat());
                    Map<String, Double> shown = new LinkedHashMap<>(figures.means());
                    shown.put("learning_rate", rate);
                    shown.put("grad_norm", norm);
                    long seen = rows.stream().mapToLong(Encoded::length).sum();
                    step = run.made(loss, norm, seen, shown, policing, valuing);
                    progress.at(step, steps.size(), "training");
                }
            }
            run.save(() -> policy.save(out));
            return run.finish();
        }
    }
}
