package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.CpoTrainer;
import org.maslin.train.DpoTrainer;
import org.maslin.train.GrpoTrainer;
import org.maslin.train.KtoTrainer;
import org.maslin.train.OnlineDpoTrainer;
import org.maslin.train.OrpoTrainer;
import org.maslin.train.PpoTrainer;
import org.maslin.train.RewardTrainer;
import org.maslin.train.SftTrainer;
import org.maslin.train.Team;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingResult;
import org.maslin.train.grader.GraderModels;

/** Trains a model that exists, by whichever algorithm its settings name. */
public final class Trainers {

    private Trainers() {}

    /**
     * @param team the workers that train together, of which this process is one
     * @param start the folder of the model to start from
     * @param models that graders may ask; null where none may be asked
     */
    public static TrainingResult run(
            TrainingConfig settings,
            Team team,
            Path start,
            Path data,
            Path out,
            Progress progress,
            @Nullable GraderModels models)
            throws IOException {
        return switch (settings.algorithm()) {
            case SFT -> new SftTrainer(settings, team).run(start, data, out, progress);
            case REWARD -> new RewardTrainer(settings, team).run(start, data, out, progress);
            case DPO -> new DpoTrainer(settings, team).run(start, data, out, progress);
            case KTO, BCO -> new KtoTrainer(settings, team).run(start, data, out, progress);
            case ORPO -> new OrpoTrainer(settings, team).run(start, data, out, progress);
            case CPO -> new CpoTrainer(settings, team).run(start, data, out, progress);
            case GRPO, RLOO ->
                    new GrpoTrainer(settings, team, models).run(start, data, out, progress);
            case PPO -> new PpoTrainer(settings, team, models).run(start, data, out, progress);
            case ONLINE_DPO ->
                    new OnlineDpoTrainer(settings, team, models).run(start, data, out, progress);
            case PRETRAIN ->
                    throw new IllegalArgumentException("Pre-training starts from no model.");
        };
    }
}
