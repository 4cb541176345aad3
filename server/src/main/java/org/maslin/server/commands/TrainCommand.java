package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.OwnAddress;
import org.maslin.server.plumbing.process.ParentLink;
import org.maslin.server.training.Trainers;
import org.maslin.train.LostWorkerException;
import org.maslin.train.PretrainTrainer;
import org.maslin.train.Team;
import org.maslin.train.TrainingConfig;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of each worker (default 1). Bytes repeat on the same number.")
    private int threads = 1;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Processes that train together (default 1), each on batches of its own; all"
                            + " algorithms but bco.")
    private int workers = 1;

    @Option(
            names = "--meet",
            paramLabel = "HOST:PORT",
            description =
                    "Where workers on several machines meet: an address of worker 0. Start each with"
                            + " --rank. They trust their network.")
    private @Nullable String meet;

    @Option(
            names = "--rank",
            paramLabel = "R",
            defaultValue = "0",
            description = "Which worker this is, from 0; with --meet.")
    private int rank;

    @Option(
            names = "--own",
            paramLabel = "HOST",
            description = "The address by which the others reach this worker; with --meet.")
    private @Nullable String own;

    @Mixin private GraderOptions graders = new GraderOptions();

    @Option(names = "--meeting", hidden = true)
    private @Nullable Path meeting;

    @Option(names = "--meet-within", hidden = true)
    private long meetWithinSeconds = Team.PATIENCE.toSeconds();

    /** How many of the workers this one starts on its machine, with itself; with --meet. */
    @Option(names = "--here", hidden = true)
    private int here = 1;

    /** A worker that does not lead, and tells its parent how it ends. */
    @Option(names = "--child", hidden = true)
    private boolean child;

    /** For a job of the server: receives the result, and the parent hears how far the run is. */
    @Option(names = "--result", hidden = true)
    private @Nullable Path result;

    @Override
    public Integer call() throws IOException {
        System.setProperty("maslin.train.threads", Integer.toString(threads));
        if (child) {
            return follow();
        }
        if (result != null) {
            return report(result);
        }
        TrainingResult made = train(out, new StandardErrorProgress());
        spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(made));
        return ExitCode.OK;
    }

    private TrainingResult train(Path logs, Progress progress) throws IOException {
        TrainingConfig settings = settings();
        requireTogether();
        if (meet != null) {
            return together(meeting(), here, settings, logs, progress);
        }
        if (workers == 1) {
            return run(settings, Team.alone(), progress);
        }
        Path folder = Files.createTempDirectory("maslin-workers");
        var file = new Meeting.InFile(folder.resolve("meeting"));
        try {
            return together(file, workers, settings, logs, progress);
        } finally {
            Files.deleteIfExists(file.file());
            Files.deleteIfExists(folder);
        }
    }

    private TrainingResult together(
            Meeting meeting, int local, TrainingConfig settings, Path logs, Progress progress)
            throws IOException {
        if (local == 1) {
            try (Team team = meeting.join(rank, workers)) {
                return run(settings, team, progress);
            }
        }
        try (var others = OtherWorkers.start(meeting, workers, local, threads, arguments(), logs)) {
            return others.lead(team -> run(settings, team, progress));
        }
    }

    /** Trains for a job: what cannot be mended is said, a lost worker ends this process alone. */
    private int report(Path file) throws IOException {
        ParentLink link = ParentLink.open();
        try {
            TrainingResult made = train(Objects.requireNonNullElse(file.getParent(), out), link);
            Files.writeString(file, JsonMapper.shared().writeValueAsString(made));
            link.done();
            return ExitCode.OK;
        } catch (CommandFailedException | LostWorkerException lost) {
            throw lost;
        } catch (BadInputException bad) {
            link.failed(bad.getMessage() + " " + bad.hint());
            return ExitCode.FAILED;
        } catch (IOException | RuntimeException broken) {
            link.failed(String.valueOf(broken.getMessage()));
            throw broken;
        }
    }

    private void requireTogether() {
        if (workers < 1 || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--workers and --threads must be at least 1.");
        }
        if (here < 1 || here > workers || (here > 1 && (meet == null || rank != 0))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--here is at most --workers, and goes with --meet and --rank 0.");
        }
        if (workers > 1 && !algorithm.takesWorkers()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is trained by one worker: leave out --workers."
                            .formatted(algorithm.lowerName()));
        }
    }

    /** This command again, for a worker that does not lead. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("train", algorithm.lowerName()));
        arguments.addAll(List.of("--data", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--workers", Integer.toString(workers)));
        arguments.addAll(List.of("--threads", Integer.toString(threads)));
        if (model != null) {
            arguments.addAll(List.of("--model", model.toString()));
        }
        if (config != null) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        arguments.addAll(graders.endpoint().options());
        return arguments;
    }

    private int follow() throws IOException {
        ParentLink link = ParentLink.open();
        try (Team team = meeting().join(rank, workers)) {
            run(settings(), team, Progress.NONE);
            link.done();
            return ExitCode.OK;
        } catch (BadInputException bad) {
            link.failed(bad.getMessage() + " " + bad.hint());
            return ExitCode.FAILED;
        }
    }

    private Meeting meeting() {
        if (meeting != null) {
            return new Meeting.InFile(meeting);
        }
        String address = String.valueOf(meet);
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[1-9]\\d{0,4}")) {
            throw new ParameterException(
                    spec.commandLine(), "--meet takes HOST:PORT, not " + address + ".");
        }
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        String reached = own != null ? own : rank == 0 ? host : OwnAddress.towards(host, port);
        return new Meeting.AtPort(host, port, reached, Duration.ofSeconds(meetWithinSeconds));
    }

    private TrainingConfig settings() throws IOException {
        Path file = config;
        return file == null
                ? TrainingConfig.of(algorithm)
                : TrainingConfig.parse(algorithm, file.toString(), YamlFiles.map(file));
    }

    private TrainingResult run(TrainingConfig settings, Team team, Progress progress)
            throws IOException {
        return algorithm == Algorithm.PRETRAIN
                ? new PretrainTrainer(settings, team).run(data, out, progress)
                : Trainers.run(
                        settings, team, start(), data, out, progress, graders.endpoint().models());
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
