package org.maslin.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.security.Role;
import org.maslin.server.Application;
import org.maslin.server.client.ApiClient;
import org.maslin.server.identity.Keys;
import org.maslin.server.identity.User;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.report.ReportPage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a server of its own on loopback for the time of a demo, and works through its API. */
public final class Demo {

    private static final String ORGANISATION = "Demo";

    private final Path data;
    private final Path out;
    private final Seed seed;
    private final boolean shuffleVotes;
    private final Progress progress;
    private final JsonMapper json = Json.mapper();

    /** What is done with the running server. */
    private interface Work {
        DemoResult with(ApiClient api, long startNanos);
    }

    /**
     * @param data the data folder; a run that was cut off goes on there
     * @param out where the report and the exports go
     */
    public Demo(Path data, Path out, long seed, boolean shuffleVotes, Progress progress) {
        this.data = data;
        this.out = out;
        this.seed = new Seed(seed);
        this.shuffleVotes = shuffleVotes;
        this.progress = progress;
    }

    /**
     * The whole chain with simulated raters.
     *
     * @param size what differs from a chain's defaults: {@code prompts}, {@code heldOut}
     */
    public DemoResult chain(Map<String, Integer> size) throws IOException {
        return run((api, start) -> chain(api, start, size));
    }

    /** Real answers, replayed. */
    public DemoResult answers(Path folder) throws IOException {
        AnswersFolder read = AnswersFolder.read(folder);
        AnswersFolder answers = shuffleVotes ? read.shuffled(seed) : read;
        return run((api, start) -> answers(api, start, answers));
    }

    private DemoResult run(Work work) throws IOException {
        long start = System.nanoTime();
        Foundation foundation = Foundation.open(data, null);
        Files.createDirectories(out);
        var settings =
                new Settings(Settings.Role.SERVER, "demo-" + UUID.randomUUID(), true, false, null);
        try (var server = Application.serve(foundation, settings, "127.0.0.1", 0)) {
            return work.with(client(server), start);
        }
    }

    private ApiClient client(Application.Running server) {
        Users users = server.get(Users.class);
        UUID organisation = users.firstOrganisation(ORGANISATION);
        User operator = users.service(organisation, "demo-operator", Role.OWNER);
        String key = server.get(Keys.class).issue(organisation, operator, "demo").secret();
        return ApiClient.of("http://127.0.0.1:" + server.port(), key, json);
    }

    private DemoResult chain(ApiClient api, long start, Map<String, Integer> size) {
        var options = new ChainDemo.Options(seed.value(), size, shuffleVotes, Duration.ZERO);
        JsonNode chain = new ChainDemo(api, HelpDesk.grader(), options, progress).run();
        save(api, "/chains/" + chain.path("id").asString() + "/report", "report.html");
        return ChainSummary.of(api, chain, HelpDesk.grader(), seconds(start));
    }

    private DemoResult answers(ApiClient api, long start, AnswersFolder answers) {
        var replayed = new AnswersReplay(api, json, progress).run(answers, out);
        JsonNode audit = api.get("/audit/verification");
        write(replayed.report(answers, api, audit));
        Set<String> annotators = new HashSet<>(answers.byWorker().keySet());
        return new DemoResult(
                answers.rows(),
                answers.annotators().size(),
                annotators.size(),
                new DemoResult.Consensus(
                        replayed.quality().path("method").asString("none"),
                        replayed.accuracy() == null ? null : replayed.accuracy().estimate()),
                replayed.quality().path("agreement"),
                null,
                replayed.version().path("id").asString(),
                null,
                null,
                audit.path("verified").asBoolean(false),
                seconds(start));
    }

    private void write(ReportPage page) {
        try {
            Files.writeString(out.resolve("report.html"), page.html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(ApiClient api, String path, String name) {
        try (InputStream in = api.download(path)) {
            Files.copy(in, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long startNanos) {
        return Math.round((System.nanoTime() - startNanos) / 1e8) / 10.0;
    }
}
