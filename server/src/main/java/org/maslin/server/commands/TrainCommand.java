package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.server.cli.ExitCode;
import org.maslin.train.CpoTrainer;
import org.maslin.train.DpoTrainer;
import org.maslin.train.GrpoTrainer;
import org.maslin.train.KtoTrainer;
import org.maslin.train.OnlineDpoTrainer;
import org.maslin.train.OrpoTrainer;
import org.maslin.train.PpoTrainer;
import org.maslin.train.PretrainTrainer;
import org.maslin.train.RewardTrainer;
import org.maslin.train.SftTrainer;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code maslin train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model; a run that was stopped goes on when started again.")
public final class TrainCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "ALGORITHM",
            description = "${COMPLETION-CANDIDATES}; pretrain starts from nothing.")
    private Algorithm algorithm;

    @Option(names = "--model", paramLabel = "DIR", description = "The model to start from.")
    private @Nullable Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE.jsonl",
            required = true,
            description = "The rows to train on.")
    private Path data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "The folder that receives the model and metrics.jsonl.")
    private Path out;

    @Option(
            names = "--config",
            paramLabel = "FILE.yaml",
            description = "Learning rate, batches and so on, in Hugging Face's words.")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        TrainingConfig settings = settings();
        TrainingResult result = run(settings, new StandardErrorProgress());
        spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(result));
        return ExitCode.OK;
    }

    private TrainingConfig settings() throws IOException {
        Path file = config;
        return file == null
                ? TrainingConfig.of(algorithm)
                : TrainingConfig.parse(algorithm, file.toString(), YamlFiles.map(file));
    }

    private TrainingResult run(TrainingConfig settings, Progress progress) throws IOException {
        return switch (algorithm) {
            case PRETRAIN -> new PretrainTrainer(settings).run(data, out, progress);
            case SFT -> new SftTrainer(settings).run(start(), data, out, progress);
            case REWARD -> new RewardTrainer(settings).run(start(), data, out, progress);
            case DPO -> new DpoTrainer(settings).run(start(), data, out, progress);
            case KTO, BCO -> new KtoTrainer(settings).run(start(), data, out, progress);
            case ORPO -> new OrpoTrainer(settings).run(start(), data, out, progress);
            case CPO -> new CpoTrainer(settings).run(start(), data, out, progress);
            case GRPO, RLOO -> new GrpoTrainer(settings).run(start(), data, out, progress);
            case PPO -> new PpoTrainer(settings).run(start(), data, out, progress);
            case ONLINE_DPO -> new OnlineDpoTrainer(settings).run(start(), data, out, progress);
        };
    }

    private Path start() {
        Path folder = model;
        if (folder == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--model=DIR'");
        }
        return folder;
    }
}
