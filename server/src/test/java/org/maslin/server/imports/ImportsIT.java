package org.maslin.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.plumbing.db.DataFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportsIT {

    private static final String LINES =
            """
            {"key": "a", "text": "one"}
            {"key": "b", "text": 5}
            {"key": "c", "text": "three"}
            {"key": "a", "text": "again"}
            """;

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final String project = labeling.choice(1, 0);
    private final String imports = "/projects/" + project + "/imports";

    private JsonNode await(JsonNode begun) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        JsonNode one = begun;
        while (one.path("state").asString().equals("pending")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            one = owner.ok("GET", "/imports/" + begun.path("id").asString(), "");
        }
        return one;
    }

    private List<String> keys() {
        return owner.ok("GET", "/projects/" + project + "/samples", "")
                .path("items")
                .valueStream()
                .map(sample -> sample.path("key").asString())
                .toList();
    }

    @Test
    void keep_takesTheGood_andListsEveryRejectedRecord() throws Exception {
        JsonNode done = await(owner.ok("POST", imports + "?name=posts.jsonl&tasks=true", LINES));
        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("read").asInt()).isEqualTo(4);
        assertThat(done.path("taken").asInt()).isEqualTo(2);
        assertThat(done.path("present").asInt()).isOne();
        assertThat(done.path("rejected").asInt()).isOne();
        assertThat(keys()).containsExactly("a", "c");
        String list = owner.get("/imports/" + done.path("id").asString() + "/rejected").text();
        assertThat(list.lines())
                .singleElement()
                .asString()
                .contains("\"place\":\"posts.jsonl:2, field \\\"text\\\"\"");
        assertThat(owner.ok("GET", "/projects/" + project + "/tasks", "").path("items")).hasSize(2);
        Path folder =
                labeling.server()
                        .facade(DataFolder.class)
                        .imports()
                        .resolve(labeling.organisation().toString());
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString).filter(f -> f.endsWith(".data"))).isEmpty();
        }
        assertThat(owner.ok("GET", imports, "").path("items")).hasSize(1);
    }

    @Test
    void dryRunAndRollback_storeNothing_andReportTheSame() throws Exception {
        JsonNode trial = await(owner.ok("POST", imports + "?name=posts.jsonl&dryRun=true", LINES));
        assertThat(trial.path("taken").asInt()).isEqualTo(2);
        assertThat(trial.path("rejected").asInt()).isOne();
        JsonNode undone =
                await(owner.ok("POST", imports + "?name=posts.jsonl&onReject=rollback", LINES));
        assertThat(undone.path("rolledBack").asBoolean()).isTrue();
        assertThat(undone.path("taken").asInt()).isZero();
        assertThat(undone.path("rejected").asInt()).isOne();
        assertThat(keys()).isEmpty();
    }

    /** As a crash behind a batch leaves it: the rest is read, nothing is counted twice. */
    @Test
    void stoppedImport_goesOnBehindWhatIsSafe() throws Exception {
        var lines = new StringBuilder();
        for (int i = 0; i < 2_500; i++) {
            lines.append("{\"key\": \"k%05d\", \"text\": \"t %d\"}\n".formatted(i, i));
            if (i % 100 == 0) {
                lines.append("{\"key\": 7}\n");
            }
        }
        JsonNode begun = owner.ok("POST", imports + "?name=many.jsonl", lines.toString());
        JsonNode first = await(begun);
        assertThat(first.path("taken").asInt()).isEqualTo(2_500);
        String id = begun.path("id").asString();
        Path folder =
                labeling.server()
                        .facade(DataFolder.class)
                        .imports()
                        .resolve(labeling.organisation().toString());
        String whole = Files.readString(folder.resolve(id + ".rejected.jsonl"));
        int safeBytes = whole.lines().limit(10).mapToInt(line -> line.length() + 1).sum();
        Files.writeString(folder.resolve(id + ".data"), lines);
        labeling.server()
                .execute(
                        """
                        update imports set finished_at = null, records = 1010, taken = 1000, rejected = 10, rejected_bytes = %d
                            where id = '%s';
                        delete from tasks where project_id = '%s';
                        delete from samples where project_id = '%s' and key > 'k01000';
                        update jobs set state = 'failed' where id = '%s';
                        """
                                .formatted(
                                        safeBytes,
                                        id,
                                        project,
                                        project,
                                        begun.path("jobId").asString()));
        owner.ok("POST", "/jobs/" + begun.path("jobId").asString() + "/resume", "");
        JsonNode again = await(owner.ok("GET", "/imports/" + id, ""));
        assertThat(again.path("read")).isEqualTo(first.path("read"));
        assertThat(again.path("rejected")).isEqualTo(first.path("rejected"));
        assertThat(again.path("taken").asInt() + again.path("present").asInt()).isEqualTo(2_500);
        assertThat(owner.get("/imports/" + id + "/rejected").text()).isEqualTo(whole);
    }

    @Test
    void url_isFetchedThroughTheGuard() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        byte[] csv = "text,score\nfetched,1\n".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/files/data.csv",
                exchange -> {
                    exchange.sendResponseHeaders(200, csv.length);
                    exchange.getResponseBody().write(csv);
                    exchange.close();
                });
        server.createContext(
                "/moved.csv",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.2:80/data.csv");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            JsonNode done =
                    await(owner.ok("POST", imports + "?url=" + base + "/files/data.csv", ""));
            assertThat(done.path("taken").asInt()).isOne();
            assertThat(done.path("wanted").path("name").asString()).isEqualTo("data.csv");
            JsonNode stopped = await(owner.ok("POST", imports + "?url=" + base + "/moved.csv", ""));
            assertThat(stopped.path("state").asString()).isEqualTo("stopped");
            assertThat(stopped.path("error").asString()).contains("inside the network");
        } finally {
            server.stop(0);
        }
        for (String url : Set.of("http://127.0.0.2/x.csv", "file:///etc/passwd")) {
            assertThat(owner.post(imports + "?format=csv&url=" + url, "").status()).isEqualTo(422);
        }
        assertThat(owner.post(imports, "").status()).isEqualTo(422);
        assertThat(owner.post(imports + "?name=a.xyz", "x").status()).isEqualTo(422);
    }

    /** As curl sends it, when nobody says otherwise: the body is the file and no form. */
    @Test
    void bucketThatIsNotListed_isRefused() {
        JsonNode refused = owner.post(imports + "?url=s3://breads/in/", "").json();
        assertThat(refused.path("code").asString()).isEqualTo("bad-input");
        JsonNode finding = refused.path("errors").get(0);
        assertThat(finding.path("place").asString()).isEqualTo("query parameter url");
        assertThat(finding.path("hint").asString()).contains("--import-from");
        assertThat(owner.post(imports + "?url=https://example.org/a&format=folder", "").status())
                .isEqualTo(422);
    }

    @Test
    void fileSentAsAForm_isAFileAllTheSame() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(owner.base() + imports + "?name=a%20b.jsonl"))
                        .header("Authorization", "Bearer " + owner.secret())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(LINES))
                        .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode done = await(JsonMapper.shared().readTree(answer.body()));
        assertThat(done.path("wanted").path("name").asString()).isEqualTo("a b.jsonl");
        assertThat(done.path("taken").asInt()).isEqualTo(2);
    }

    @Test
    void brokenFile_stopsTheImport_andSaysWhy() throws Exception {
        JsonNode stopped = await(owner.ok("POST", imports + "?name=x.zip", "this is no zip"));
        assertThat(stopped.path("state").asString()).isEqualTo("stopped");
        assertThat(stopped.path("error").asString()).contains("x.zip", "no zip archive");
    }
}
