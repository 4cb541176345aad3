package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.core.Sha256;
import org.maslin.curate.LocalRunner;
import org.maslin.curate.Parameters;
import org.maslin.curate.Pipeline;
import org.maslin.curate.Report;
import org.maslin.curate.Stage;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.cli.Maslin;
import org.maslin.server.plumbing.RejectedLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Filters, deduplicates and redacts texts by a recipe, with a reason for every record. */
@Command(
        name = "curate",
        mixinStandardHelpOptions = true,
        description = {
            "Filters, deduplicates and redacts texts by a recipe.",
            "Writes kept.jsonl, decisions.jsonl (one for every record) and manifest.json."
        })
final class CurateCommand implements Callable<Integer> {

    enum Runner {
        LOCAL
    }

    enum OnReject {
        FAIL,
        KEEP
    }

    private static final long TOLD_EVERY = 100_000;

    @Spec private @Nullable CommandSpec spec;

    @picocli.CommandLine.Parameters(paramLabel = "RECIPE.yaml", description = "Stages to apply.")
    private Path recipe = Path.of("");

    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "JSON Lines, plain or gzip; of a folder, all *.jsonl and *.jsonl.gz.")
    private List<Path> in = List.of();

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Output folder.")
    private Path out = Path.of("");

    @Option(names = "--runner", description = "Where it runs: ${COMPLETION-CANDIDATES}.")
    private Runner runner = Runner.LOCAL;

    @Option(
            names = "--on-reject",
            description =
                    "A broken record: fail, and nothing is written; or keep the others and list it"
                            + " in rejected.jsonl.")
    private OnReject onReject = OnReject.FAIL;

    @Option(names = "--json", description = "Print the counts as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Pipeline pipeline = CurationRecipe.read(recipe);
        List<Path> files = files();
        var rejected = new long[1];
        try (var results = new CuratedFiles(out)) {
            Consumer<RejectedLine> reject =
                    line -> {
                        if (onReject == OnReject.FAIL) {
                            throw line.toException();
                        }
                        rejected[0]++;
                        results.reject(line);
                    };
            var corpus = new JsonlCorpus(files, reject);
            var local =
                    new LocalRunner(Runtime.getRuntime().availableProcessors(), results.scratch());
            Report report = local.run(pipeline, corpus, results, progress());
            Map<String, Object> counts = counts(report, rejected[0]);
            results.finish(manifest(pipeline, files, counts));
            print(report, counts);
        }
        return ExitCode.OK;
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (Path path : in) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.filter(file -> file.toString().matches(".*\\.jsonl(\\.gz)?"))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private Progress progress() {
        PrintWriter err = spec().commandLine().getErr();
        var told = new long[1];
        return (done, total, what) -> {
            if (done / TOLD_EVERY != told[0]) {
                told[0] = done / TOLD_EVERY;
                err.println(
                        total > 0
                                ? "%s: %,d of %,d".formatted(what, done, total)
                                : "%s: %,d".formatted(what, done));
                err.flush();
            }
        };
    }

    private static Map<String, Object> counts(Report report, long rejected) {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("read", report.read());
        counts.put("kept", report.kept());
        counts.put("rejected", rejected);
        counts.put("dropped", byStage(report.dropped()));
        counts.put("edited", byStage(report.edited()));
        return counts;
    }

    private static Map<String, Map<String, Long>> byStage(List<Report.Count> counts) {
        var stages = new LinkedHashMap<String, Map<String, Long>>();
        for (Report.Count count : counts) {
            stages.computeIfAbsent(count.stage(), stage -> new LinkedHashMap<>())
                    .put(count.what(), count.count());
        }
        return stages;
    }

    private static Map<String, Object> manifest(
            Pipeline pipeline, List<Path> files, Map<String, Object> counts) throws IOException {
        var stages = new ArrayList<Map<String, Object>>();
        for (Stage stage : pipeline.stages()) {
            var written = new LinkedHashMap<String, Object>();
            written.put("stage", stage.name());
            written.putAll(Parameters.of(stage));
            stages.add(written);
        }
        var inputs = new ArrayList<Map<String, Object>>();
        for (Path file : files) {
            var input = new LinkedHashMap<String, Object>();
            input.put("file", file.toString());
            input.put("bytes", Files.size(file));
            input.put("sha256", Sha256.hex(file));
            inputs.add(input);
        }
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("maslin", Maslin.VERSION);
        manifest.put("stages", stages);
        manifest.put("inputs", inputs);
        manifest.put("counts", counts);
        return manifest;
    }

    private void print(Report report, Map<String, Object> counts) {
        PrintWriter print = spec().commandLine().getOut();
        if (json) {
            print.println(new JsonMapper().writeValueAsString(counts));
        } else {
            print.printf("read %,d, kept %,d%n", report.read(), report.kept());
            for (Report.Count count : report.dropped()) {
                print.printf("dropped %,d: %s, %s%n", count.count(), count.stage(), count.what());
            }
            for (Report.Count count : report.edited()) {
                print.printf("edited %,d: %s, %s%n", count.count(), count.stage(), count.what());
            }
            print.printf("rejected %s, in %s%n", counts.get("rejected"), out);
        }
        print.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("The command runs without its command line.");
        }
        return spec;
    }
}
