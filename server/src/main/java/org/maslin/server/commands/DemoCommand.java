package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.server.cli.ConsoleProgress;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.demo.Demo;
import org.maslin.server.demo.DemoResult;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: the whole chain in one run, or real answers replayed. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Run the whole chain headless: prompts, completions, simulated answers, consensus,"
                        + " dataset version, training, win-rate, gate. With --answers, replay real"
                        + " answers through labeling and consensus instead. The last line is JSON.")
public final class DemoCommand implements Callable<Integer> {

    private static final String FINISHED = "finished";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--answers",
            paramLabel = "DIR",
            description = "A folder with labels.csv (task,worker,label) and maybe truth.csv.")
    private @Nullable Path answers;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder (default: one of its own under $XDG_DATA_HOME/maslin/demos). A"
                            + " run that was cut off goes on there.")
    private @Nullable Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where report.html goes (default: out in the data folder).")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Default 42.")
    private long seed = 42;

    @Option(
            names = "--prompts",
            paramLabel = "N",
            description = "Training prompts a round: fewer are sooner done (default 1500).")
    private @Nullable Integer prompts;

    @Option(
            names = "--held-out",
            paramLabel = "N",
            description = "Prompts of the evaluation (default 400).")
    private @Nullable Integer heldOut;

    @Option(names = "--shuffle-votes", description = "Answer at random instead, as a control.")
    private boolean shuffleVotes;

    @Override
    public Integer call() throws IOException {
        Path folder = data == null ? defaultFolder() : data;
        Path target = out == null ? folder.resolve("out") : out;
        var progress = new ConsoleProgress(spec.commandLine().getErr());
        var demo = new Demo(folder, target, seed, shuffleVotes, progress);
        DemoResult result = answers == null ? demo.chain(size()) : demo.answers(answers);
        if (data == null) {
            Files.writeString(folder.resolve(FINISHED), "");
        }
        spec.commandLine().getErr().println("The report is " + target.resolve("report.html"));
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(Json.mapper().writeValueAsString(result));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private SortedMap<String, Integer> size() {
        var size = new TreeMap<String, Integer>();
        if (prompts != null) {
            size.put("prompts", prompts);
        }
        if (heldOut != null) {
            size.put("heldOut", heldOut);
        }
        return size;
    }

    /** The first folder of this demo's name that holds no finished run. */
    private Path defaultFolder() {
        Path demos = DataFolder.defaultPath(System.getenv()).resolve("demos");
        var name =
                new StringBuilder(answers == null ? "chain" : String.valueOf(answers.getFileName()))
                        .append("-" + seed);
        size().forEach((what, n) -> name.append("-%s-%d".formatted(what, n)));
        name.append(shuffleVotes ? "-shuffled" : "");
        Path folder = demos.resolve(name.toString());
        for (int n = 2; Files.exists(folder.resolve(FINISHED)); n++) {
            folder = demos.resolve(name + "-" + n);
        }
        return folder;
    }
}
