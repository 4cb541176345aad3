package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Answers;
import org.maslin.quality.Consensus;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.CsvText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin quality aggregate}: one label per task, one skill per worker. */
@Command(
        name = "aggregate",
        mixinStandardHelpOptions = true,
        description = "Makes one answer per task of the answers of several workers.")
final class AggregateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "LABELS.csv",
            description = "Answers, columns task,worker,label; plain or gzip.")
    private Path labels;

    @Option(
            names = "--method",
            defaultValue = "auto",
            description =
                    "auto, majority, wawa, zero-based-skill, one-coin, dawid-skene, glad, mace,"
                            + " kos, mmsr, ibcc, bwa, ebcc (default: ${DEFAULT-VALUE}).")
    private String method;

    @Option(
            names = "--compat",
            description =
                    "crowd-kit: compute majority, wawa, zero-based-skill, one-coin, dawid-skene or"
                            + " kos exactly as crowd-kit 1.4.2, repeated answers included.")
    private @Nullable String compat;

    @Option(names = "--iterations", description = "The most rounds (default: 100).")
    private @Nullable Integer iterations;

    @Option(
            names = "--tolerance",
            description = "When to stop before; 0 runs exactly all iterations.")
    private @Nullable Double tolerance;

    @Option(
            names = "--seed",
            description = "Seed of methods that draw at random: mace, kos, mmsr, ebcc.")
    private long seed;

    @Option(
            names = "--repeats",
            description =
                    "Which of a worker's answers to one task speaks: last, first, all (default:"
                            + " last; all with --compat).")
    private Answers.@Nullable Repeats repeats;

    @Option(
            names = "--workers",
            paramLabel = "OUT.csv",
            description = "Also write worker,skill,low,high,n.")
    private @Nullable Path workers;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT.csv",
            description = "Where to write task,label,probability (default: standard output).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var choice = new AggregationChoice(method, compat, iterations, tolerance, seed);
        String refusal = choice.refusal();
        if (refusal != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), refusal);
        }
        var usual = compat == null ? Answers.Repeats.LAST : Answers.Repeats.ALL;
        Answers answers = AnswersFile.read(labels, repeats == null ? usual : repeats);
        Consensus consensus = choice.aggregation().aggregate(answers);
        if (out == null) {
            PrintWriter standard = spec.commandLine().getOut();
            writeResults(consensus, standard);
            standard.flush();
        } else {
            try (Writer file = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
                writeResults(consensus, file);
            }
        }
        if (workers != null) {
            try (Writer file = Files.newBufferedWriter(workers, StandardCharsets.UTF_8)) {
                writeSkills(consensus, file);
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "%d answers, %d tasks, %d workers, %d labels; %s, %d rounds.%n",
                answers.size(),
                answers.tasks().size(),
                answers.workers().size(),
                answers.labels().size(),
                consensus.method(),
                consensus.iterations());
        err.flush();
        return ExitCode.OK;
    }

    private static void writeResults(Consensus consensus, Writer csv) throws IOException {
        CsvText.row(csv, "task", "label", "probability");
        Answers answers = consensus.answers();
        for (int task = 0; task < answers.tasks().size(); task++) {
            CsvText.row(
                    csv,
                    answers.tasks().get(task),
                    consensus.label(task),
                    Double.toString(Math.min(1, consensus.probability(task))));
        }
    }

    private static void writeSkills(Consensus consensus, Writer csv) throws IOException {
        CsvText.row(csv, "worker", "skill", "low", "high", "n");
        Figure[] skills = consensus.skills();
        for (int worker = 0; worker < skills.length; worker++) {
            Figure skill = skills[worker];
            CsvText.row(
                    csv,
                    consensus.answers().workers().get(worker),
                    Double.toString(skill.estimate()),
                    String.valueOf(skill.low()),
                    String.valueOf(skill.high()),
                    Long.toString(skill.n()));
        }
    }
}
