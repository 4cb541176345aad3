package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Nearest;
import org.maslin.core.Seed;
import org.maslin.quality.AgreementMeasure;
import org.maslin.quality.BrennanPrediger;
import org.maslin.quality.CohenKappa;
import org.maslin.quality.FleissKappa;
import org.maslin.quality.GwetAc;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.quality.PercentAgreement;
import org.maslin.quality.ScottPi;
import org.maslin.quality.WeightedKappa;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.FigureJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin quality agreement}: how far annotators agree, with its interval. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description = "Measures how far workers agree, with a 95 %% interval over tasks.")
final class AgreementCommand implements Callable<Integer> {

    private static final List<String> METRICS =
            List.of(
                    "krippendorff",
                    "fleiss",
                    "cohen",
                    "cohen-linear",
                    "cohen-quadratic",
                    "scott-pi",
                    "gwet-ac1",
                    "gwet-ac2",
                    "brennan-prediger",
                    "percent");
    private static final List<String> WITH_LEVEL = List.of("krippendorff", "gwet-ac2");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "LABELS.csv",
            description =
                    "Answers, columns task,worker,label. Of a repeated task and worker the"
                            + " last one speaks.")
    private Path labels;

    @Option(
            names = "--metric",
            defaultValue = "krippendorff",
            description =
                    "krippendorff, fleiss, cohen, cohen-linear, cohen-quadratic, scott-pi, gwet-ac1,"
                            + " gwet-ac2, brennan-prediger, percent (default:"
                            + " ${DEFAULT-VALUE}).")
    private String metric;

    @Option(
            names = "--level",
            description =
                    "nominal, ordinal, interval, ratio; for krippendorff (default: nominal)"
                            + " and gwet-ac2 (default: ordinal).")
    private @Nullable Level level;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        AgreementMeasure measure = measure();
        Figure figure = measure.measure(AnswersFile.read(labels), new Seed(seed));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? FigureJson.of(figure).toString() : text(figure));
        out.flush();
        return ExitCode.OK;
    }

    private AgreementMeasure measure() {
        if (!METRICS.contains(metric)) {
            throw refuse(
                    "There is no metric %s. %s".formatted(metric, Nearest.hint(metric, METRICS)));
        }
        if (level != null && !WITH_LEVEL.contains(metric)) {
            throw refuse(
                    "The metric %s only tells labels apart: leave out --level, or take %s."
                            .formatted(metric, String.join(" or ", WITH_LEVEL)));
        }
        return switch (metric) {
            case "fleiss" -> new FleissKappa();
            case "cohen" -> new CohenKappa();
            case "cohen-linear" -> new WeightedKappa(WeightedKappa.Weight.LINEAR);
            case "cohen-quadratic" -> new WeightedKappa(WeightedKappa.Weight.QUADRATIC);
            case "brennan-prediger" -> new BrennanPrediger();
            case "scott-pi" -> new ScottPi();
            case "gwet-ac1" -> new GwetAc(Level.NOMINAL);
            case "gwet-ac2" -> new GwetAc(level == null ? Level.ORDINAL : level);
            case "percent" -> new PercentAgreement();
            default -> new KrippendorffAlpha(level == null ? Level.NOMINAL : level);
        };
    }

    private CommandLine.ParameterException refuse(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private static String text(Figure figure) {
        String interval =
                figure.low() == null
                        ? "no interval"
                        : String.format(Locale.ROOT, "[%.4f, %.4f]", figure.low(), figure.high());
        return String.format(
                Locale.ROOT,
                "%.4f  %s  n = %d%n%s",
                figure.estimate(),
                interval,
                figure.n(),
                figure.method());
    }
}
