package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestServer;
import org.maslin.server.cli.Maslin;
import org.maslin.server.identity.KeyKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that ask a model behind an address; a small server of our own plays it. */
final class EndpointIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private Path folder = Path.of("");
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private Function<String, String> reply = question -> "";
    private HttpServer endpoint;

    EndpointIT() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        endpoint.createContext(
                "/v1/chat/completions",
                exchange -> {
                    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
                    asked.add(body);
                    boolean answers = busy.getAndDecrement() <= 0;
                    var answer = JSON.createObjectNode();
                    var choice = answer.putArray("choices").addObject();
                    choice.put("finish_reason", "stop")
                            .putObject("message")
                            .put("role", "assistant")
                            .put(
                                    "content",
                                    reply.apply(
                                            body.path("messages")
                                                    .path(0)
                                                    .path("content")
                                                    .asString()));
                    byte[] bytes =
                            (answers ? answer.toString() : "busy").getBytes(StandardCharsets.UTF_8);
                    if (!answers) {
                        exchange.getResponseHeaders().add("Retry-After", "0");
                    }
                    exchange.sendResponseHeaders(answers ? 200 : 429, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1";
    }

    private int run(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", address(), "--endpoint-model", "small"));
        all.addAll(List.of("--allow-egress", "127.0.0.1"));
        return Maslin.run(all.toArray(String[]::new));
    }

    @Test
    void generate_asksTheEndpointForEveryPrompt_againWhereItIsBusy() throws Exception {
        Path prompts =
                Files.writeString(
                        folder.resolve("prompts.jsonl"),
                        "{\"id\":\"a\",\"prompt\":\"One?\"}\n{\"id\":\"b\",\"prompt\":\"Two?\"}\n");
        reply = question -> "You said: " + question;
        busy.set(1);
        assertThat(run("generate", "--prompts", prompts.toString(), "--samples", "2")).isZero();
        assertThat(asked).hasSize(5);
        assertThat(asked.getFirst().path("model").asString()).isEqualTo("small");
        assertThat(asked.get(1).path("seed")).isNotEqualTo(asked.get(2).path("seed"));
    }

    @Test
    void addressInsideTheNetwork_isRefusedUnlessAllowed() {
        assertThat(
                        Maslin.run(
                                "generate",
                                "--prompt",
                                "x",
                                "--endpoint",
                                address(),
                                "--endpoint-model",
                                "small"))
                .isEqualTo(1);
        assertThat(asked).isEmpty();
    }

    /** It always prefers what it sees first, so that swapping makes every pair a tie. */
    @Test
    void judge_thatPrefersAPlace_isCancelledOutByTheOtherOrder() throws Exception {
        Path judgements = judge(question -> "A");
        for (String line : Files.readAllLines(judgements)) {
            assertThat(JSON.readTree(line).path("outcome").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void judge_thatPrefersAnAnswer_givesItTheWin_andItsJudgementsAreRead() throws Exception {
        Path judgements =
                judge(
                        question ->
                                question.indexOf("good") < question.indexOf("[Answer B]")
                                        ? "The first is kinder. Verdict: A."
                                        : "**B**");
        List<String> lines = Files.readAllLines(judgements);
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines.getFirst()).path("outcome").asDouble()).isEqualTo(1);
        assertThat(JSON.readTree(lines.getFirst()).path("judge").asString()).isEqualTo("small");
        assertThat(Maslin.run("eval", "win-rate", judgements.toString())).isZero();
    }

    private Path judge(Function<String, String> verdict) throws IOException {
        reply = verdict;
        Path ours = rows("ours.jsonl", "a good answer");
        Path theirs = rows("theirs.jsonl", "a bad answer");
        Path out = folder.resolve("judgements.jsonl");
        assertThat(run("eval", "judge", ours.toString(), theirs.toString(), "-o", out.toString()))
                .isZero();
        return out;
    }

    private Path rows(String name, String completion) throws IOException {
        String row = "{\"prompt\":\"p%d\",\"completion\":\"%s\"}\n";
        return Files.writeString(
                folder.resolve(name), row.formatted(1, completion) + row.formatted(2, completion));
    }

    @Test
    void predict_storesTheClassThatIsNamed_andCountsUnclearReplies() throws Exception {
        var labeling = new Labeling();
        String project = labeling.choice(1, 3);
        var replies = new AtomicInteger();
        reply =
                question ->
                        switch (replies.getAndIncrement()) {
                            case 0 -> "Rye.";
                            case 1 -> "I would say it is a bun";
                            default -> "rye or bun";
                        };
        String key = TestServer.get().key(labeling.organisation(), Role.OWNER, KeyKind.NATIVE);
        assertThat(
                        run(
                                "predict",
                                "--server",
                                TestServer.get().root(),
                                "--key",
                                key,
                                "--project",
                                project,
                                "--model-version",
                                "7"))
                .isZero();
        JsonNode stored =
                labeling.owner()
                        .ok("GET", "/projects/" + project + "/predictions", "")
                        .path("items");
        assertThat(stored).hasSize(2);
        var byKey = new TreeMap<String, String>();
        for (JsonNode one : stored) {
            assertThat(one.path("model").asString()).isEqualTo("small");
            assertThat(one.path("modelVersion").asString()).isEqualTo("7");
            byKey.put(
                    one.path("sampleKey").asString(), one.path("answers").path("kind").asString());
        }
        assertThat(byKey.values()).containsExactlyInAnyOrder("rye", "bun");
    }
}
