package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Nearest;
import org.maslin.quality.pairwise.Bias;
import org.maslin.quality.pairwise.BradleyTerry;
import org.maslin.quality.pairwise.Comparisons;
import org.maslin.quality.pairwise.CrowdBt;
import org.maslin.quality.pairwise.Davidson;
import org.maslin.quality.pairwise.PairwiseModel;
import org.maslin.quality.pairwise.Ranking;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.CsvText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin quality rank}: items on one scale, from comparisons of two. */
@Command(
        name = "rank",
        mixinStandardHelpOptions = true,
        description = "Ranks items by comparisons of two, with a 95 %% interval for every score.")
final class RankCommand implements Callable<Integer> {

    private static final List<String> MODELS = List.of("bradley-terry", "davidson", "crowd-bt");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PAIRS.csv",
            description =
                    "Comparisons, columns left,right,worker,label; label is the preferred item or"
                            + " tie. Plain or gzip.")
    private Path pairs;

    @Option(
            names = "--model",
            defaultValue = "bradley-terry",
            description = "bradley-terry, davidson, crowd-bt (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--position-bias", description = "Take off what the left place wins by itself.")
    private boolean positionBias;

    @Option(
            names = "--length-bias",
            paramLabel = "COLUMN",
            description =
                    "Take off what length wins by itself; the column tells how much longer the left"
                            + " item is.")
    private @Nullable String lengthColumn;

    @Option(
            names = "--workers",
            paramLabel = "OUT.csv",
            description = "Also write worker,skill,low,high,n; for crowd-bt.")
    private @Nullable Path workers;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT.csv",
            description = "Where to write item,score,low,high (default: standard output).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        PairwiseModel chosen = model();
        Comparisons comparisons = PairsFile.read(pairs, lengthColumn);
        Ranking ranking = chosen.rank(comparisons);
        if (out == null) {
            PrintWriter standard = spec.commandLine().getOut();
            writeScores(ranking, standard);
            standard.flush();
        } else {
            try (Writer file = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
                writeScores(ranking, file);
            }
        }
        if (workers != null) {
            try (Writer file = Files.newBufferedWriter(workers, StandardCharsets.UTF_8)) {
                writeWorkers(comparisons, ranking, file);
            }
        }
        tell(chosen, comparisons, ranking);
        return ExitCode.OK;
    }

    private PairwiseModel model() {
        if (workers != null && !model.equals("crowd-bt")) {
            throw refuse(
                    "The model %s takes all workers for alike: leave out --workers, or take"
                                    .formatted(model)
                            + " crowd-bt.");
        }
        Set<Bias> biases = EnumSet.noneOf(Bias.class);
        if (positionBias) {
            biases.add(Bias.POSITION);
        }
        if (lengthColumn != null) {
            biases.add(Bias.LENGTH);
        }
        return switch (model) {
            case "bradley-terry" -> new BradleyTerry(biases);
            case "davidson" -> new Davidson(biases);
            case "crowd-bt" -> new CrowdBt(biases);
            default ->
                    throw refuse(
                            "There is no model %s. Available are: %s. %s"
                                    .formatted(
                                            model,
                                            String.join(", ", MODELS),
                                            Nearest.hint(model, MODELS)));
        };
    }

    private CommandLine.ParameterException refuse(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private static void writeScores(Ranking ranking, Writer csv) throws IOException {
        CsvText.row(csv, "item", "score", "low", "high");
        for (String item : ranking.items()) {
            Figure score = ranking.figure(item);
            CsvText.row(
                    csv,
                    item,
                    Double.toString(score.estimate()),
                    String.valueOf(score.low()),
                    String.valueOf(score.high()));
        }
    }

    private static void writeWorkers(Comparisons comparisons, Ranking ranking, Writer csv)
            throws IOException {
        CsvText.row(csv, "worker", "skill", "low", "high", "n");
        for (String worker : comparisons.workers()) {
            Figure ability = ranking.abilities().get(worker);
            if (ability != null) {
                CsvText.row(
                        csv,
                        worker,
                        Double.toString(ability.estimate()),
                        String.valueOf(ability.low()),
                        String.valueOf(ability.high()),
                        Long.toString(ability.n()));
            }
        }
    }

    private void tell(PairwiseModel chosen, Comparisons comparisons, Ranking ranking) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "%d comparisons, %d items, %d workers; %s.%n",
                comparisons.size(),
                comparisons.items().size(),
                comparisons.workers().size(),
                chosen.name());
        ranking.biases()
                .forEach(
                        (bias, figure) ->
                                err.printf(
                                        Locale.ROOT,
                                        "bias of %s: %.3f  [%.3f, %.3f]%n",
                                        bias.name().toLowerCase(Locale.ROOT),
                                        figure.estimate(),
                                        figure.low(),
                                        figure.high()));
        if (!comparisons.connected()) {
            err.println(
                    "note: some items were never compared with the others, directly or through"
                            + " others; their places among them rest on the prior alone.");
        }
        err.flush();
    }
}
