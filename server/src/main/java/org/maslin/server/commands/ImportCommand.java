package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Brings files, folders and addresses into a project as samples. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Import samples through the public API: JSON lines, CSV, Parquet, texts, images, archives,"
                        + " folders of them, or an address that leads to one. Every record that is not taken"
                        + " is listed on standard error.")
public final class ImportCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 500;
    private static final String KNOWN =
            ".*\\.(jsonl|ndjson|csv|parquet|txt|md|zip|tar|tgz|png|jpe?g|gif|webp|bmp|tiff?)(\\.gz)?";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server = "";

    @Option(names = "--key", required = true, paramLabel = "K")
    private String key = "";

    @Option(names = "--project", required = true, paramLabel = "ID")
    private String project = "";

    @Option(names = "--tasks", description = "Make a task of each new sample.")
    private boolean tasks;

    @Option(names = "--rows", description = "Show each row of a table whole, with its columns.")
    private boolean rows;

    @Option(names = "--files", description = "Take files of other kinds too.")
    private boolean files;

    @Option(names = "--rollback", description = "Take nothing if one record cannot be taken.")
    private boolean rollback;

    @Option(names = "--dry-run", description = "Report what would be, and store nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the import as JSON.")
    private boolean asJson;

    @Parameters(arity = "1..*", paramLabel = "PATH|URL")
    private List<String> sources = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiClient api = ApiClient.of(server, key, Json.mapper());
        try {
            JsonNode done = awaited(api, begin(api));
            report(api, done);
            boolean failed =
                    !done.path("state").asString().equals("done")
                            || done.path("rolledBack").asBoolean();
            return failed ? ExitCode.FAILED : ExitCode.OK;
        } catch (ApiProblemException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()), refused.hint());
        }
    }

    private JsonNode begin(ApiClient api) {
        String first = sources.getFirst();
        if (first.startsWith("https://") || first.startsWith("http://")) {
            if (sources.size() > 1) {
                throw new BadInputException(
                        "PATH|URL",
                        "more than one with a URL",
                        "one URL",
                        "Import them one by one.");
            }
            return api.post(path("url", first), null);
        }
        List<Path> paths = sources.stream().map(ImportCommand::existing).toList();
        Path only = paths.getFirst();
        String name = String.valueOf(only.toAbsolutePath().normalize().getFileName());
        boolean asItIs =
                paths.size() == 1 && Files.isRegularFile(only) && name.toLowerCase().matches(KNOWN);
        Supplier<InputStream> body = asItIs ? () -> opened(only) : new FolderTar(paths)::open;
        return api.postFile(path("name", asItIs ? name : name + ".tar"), body);
    }

    private String path(String what, String value) {
        return "/projects/%s/imports?%s=%s&onReject=%s&dryRun=%s&tasks=%s&rows=%s&files=%s"
                .formatted(
                        ApiClient.encode(project),
                        what,
                        ApiClient.encode(value),
                        rollback ? "rollback" : "keep",
                        dryRun,
                        tasks,
                        rows,
                        files);
    }

    private static Path existing(String source) {
        Path path = Path.of(source);
        if (!Files.exists(path)) {
            throw new BadInputException(
                    source, "no such file", "a file, a folder or a URL", "Check the path.");
        }
        return path;
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode awaited(ApiClient api, JsonNode begun) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        JsonNode one = begun;
        long shown = -1;
        while (one.path("state").asString().equals("pending")) {
            Thread.sleep(POLL_MILLIS);
            one = api.get("/imports/" + begun.path("id").asString());
            long read = one.path("read").asLong();
            if (read != shown) {
                err.println("records read: " + read);
                err.flush();
                shown = read;
            }
        }
        return one;
    }

    private void report(ApiClient api, JsonNode done) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (done.path("rejected").asLong() > 0) {
            rejected(api, done, err);
        }
        if (asJson) {
            out.println(done);
        } else {
            out.printf(
                    "%d records read, %d %s, %d there already, %d rejected%s.%n",
                    done.path("read").asLong(),
                    done.path("taken").asLong(),
                    dryRun ? "would be taken" : "taken",
                    done.path("present").asLong(),
                    done.path("rejected").asLong(),
                    done.path("rolledBack").asBoolean() ? "; all was rolled back" : "");
        }
        out.flush();
        @Nullable String error = done.path("error").asString(null);
        if (error != null) {
            throw new CommandFailedException(
                    error, "The records before it were kept; import again.");
        }
    }

    private static void rejected(ApiClient api, JsonNode done, PrintWriter err) throws IOException {
        String path = "/imports/" + done.path("id").asString() + "/rejected";
        try (var lines =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(
                                api.download(path), java.nio.charset.StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode one = Json.mapper().readTree(line);
                err.printf(
                        "%s: found %s, expected %s. hint: %s%n",
                        one.path("place").asString(),
                        one.path("found").asString(),
                        one.path("expected").asString(),
                        one.path("hint").asString());
            }
        }
        err.flush();
    }
}
