package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.CorrectedJudge;
import org.maslin.quality.Judgement;
import org.maslin.quality.WinRate;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin eval win-rate}: how often a candidate was preferred. */
@Command(
        name = "win-rate",
        mixinStandardHelpOptions = true,
        description = {
            "How often a candidate beats its opponent, by judgements of prompts: JSON lines with prompt, judge,"
                    + " outcome (1, 0, or 0.5 for a tie), and maybe length_difference and human.",
            "Where people judged some prompts and a machine more of them, the machine is corrected by the people."
        })
final class WinRateCommand implements Callable<Integer> {

    private static final String WIN_RATE = "win-rate";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JUDGEMENTS.jsonl", description = "One judgement a line.")
    private Path file = Path.of("");

    @Option(names = "--seed", defaultValue = "0", description = "Of the intervals (default: 0).")
    private long seed;

    @Option(names = "--json", description = "Prints one JSON object, of figures by name.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JudgementsFile judgements = JudgementsFile.read(file);
        Map<String, Figure> figures =
                judgements.people().isEmpty() || judgements.machines().isEmpty()
                        ? plain(judgements.mostTrusted())
                        : corrected(judgements);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writeValueAsString(figures));
        } else {
            figures.forEach((name, figure) -> out.println(name + ": " + Figures.text(figure)));
        }
        out.flush();
        return ExitCode.OK;
    }

    private Map<String, Figure> plain(List<Judgement> judgements) {
        var rates = new WinRate(judgements);
        var figures = new LinkedHashMap<String, Figure>();
        figures.put(WIN_RATE, rates.rate(new Seed(seed)));
        figures.put("length-matched-win-rate", rates.lengthMatched(new Seed(seed)));
        return figures;
    }

    private Map<String, Figure> corrected(JudgementsFile judgements) {
        Map<String, Double> people = new WinRate(judgements.people()).outcomes();
        Map<String, Double> machines = new WinRate(judgements.machines()).outcomes();
        var both = new ArrayList<String>(people.keySet());
        both.retainAll(machines.keySet());
        var alone = new ArrayList<String>(machines.keySet());
        alone.removeAll(people.keySet());
        var figures = new LinkedHashMap<String, Figure>();
        figures.put(
                WIN_RATE,
                CorrectedJudge.of(
                                values(people, both),
                                values(machines, both),
                                values(machines, alone))
                        .figure());
        figures.put("win-rate-by-people", new WinRate(judgements.people()).rate(new Seed(seed)));
        figures.put("win-rate-by-machine", new WinRate(judgements.machines()).rate(new Seed(seed)));
        return figures;
    }

    private static double[] values(Map<String, Double> outcomes, List<String> prompts) {
        return prompts.stream().mapToDouble(outcomes::get).toArray();
    }
}
