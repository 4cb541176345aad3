package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Seed;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.ConsoleProgress;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.plumbing.CsvTable;
import org.maslin.server.plumbing.TextSource;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.simulation.ClassEye;
import org.maslin.server.simulation.Eye;
import org.maslin.server.simulation.PairEye;
import org.maslin.server.simulation.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Raters who work through the public API, and are marked as simulated wherever they count. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Have simulated raters answer a project through the public API. What a rater answers"
                        + " follows from seed, rater and task alone.")
public final class SimulateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "K",
            description = "An API key that may invite users, make keys and read tasks.")
    private String key = "";

    @Option(names = "--project", required = true, paramLabel = "ID")
    private String project = "";

    @Option(names = "--raters", required = true, paramLabel = "FILE.yaml")
    private Path raters = Path.of("");

    @Option(
            names = "--truth",
            paramLabel = "FILE.csv",
            description = "The true classes (task,label) of a choice project.")
    private @Nullable Path truth;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42")
    private long seed = 42;

    @Option(
            names = "--pace",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "How long a rater rests after an answer (default 0).")
    private long pace;

    @Override
    public Integer call() throws IOException {
        ApiClient api = ApiClient.of(server, key, Json.mapper());
        try {
            long sent =
                    new Simulation(
                                    api,
                                    RatersFile.read(raters),
                                    new Seed(seed),
                                    eye(api),
                                    Duration.ofMillis(pace),
                                    new ConsoleProgress(spec.commandLine().getErr()))
                            .answer(project);
            spec.commandLine().getOut().println(sent + " simulated answers were sent.");
            spec.commandLine().getOut().flush();
        } catch (ApiProblemException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()), refused.hint());
        }
        return ExitCode.OK;
    }

    private Eye eye(ApiClient api) throws IOException {
        var questions = api.get("/projects/" + project).path("ontology").path("questions");
        boolean pairwise = questions.path(0).path("kind").asString().equals("pairwise");
        return pairwise ? new PairEye(HelpDesk.grader()) : new ClassEye(truths());
    }

    private Map<String, String> truths() throws IOException {
        var truths = new HashMap<String, String>();
        if (truth != null) {
            try (InputStream in = TextSource.open(truth)) {
                CsvTable table = CsvTable.read(in, truth.toString(), List.of("task", "label"));
                for (CsvRow row = table.next(); row != null; row = table.next()) {
                    truths.put(row.value("task"), row.value("label"));
                }
            }
        }
        return truths;
    }
}
