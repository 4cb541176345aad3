package org.maslin.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.maslin.security.Role;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The child that draws, and its death. */
@Timeout(120)
final class GenerationIT {

    private final TestServer server = TestServer.get();
    private final UUID organisation = server.organisation("drawing");
    private final String key = server.key(organisation, Role.OWNER, KeyKind.NATIVE);
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.root() + "/openai/v1" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private String model() throws Exception {
        var answer =
                http.send(request("/models").GET().build(), HttpResponse.BodyHandlers.ofString());
        JsonNode models = JsonMapper.shared().readTree(answer.body()).path("data");
        return models.path(models.size() - 1).path("id").asString();
    }

    private HttpResponse<String> complete(String model, String more) throws Exception {
        String body =
                "{\"model\":\"%s\",\"prompt\":\"Sort these words: rye, bun.\",\"temperature\":0%s}"
                        .formatted(model, more);
        return http.send(
                request("/completions").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String text(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("choices")
                .path(0)
                .path("text")
                .asString();
    }

    private static List<ProcessHandle> drawing() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.filter(child -> commandLine(child).contains("GenerationMain")).toList();
        }
    }

    /** Java leaves long command lines out. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void killedChild_isReplacedByTheNextRequest_whichSaysTheSame() throws Exception {
        String model = model();
        String before = text(complete(model, ""));
        List<ProcessHandle> children = drawing();
        assertThat(children).hasSize(1);
        children.getFirst().destroyForcibly();
        children.getFirst().onExit().get();
        HttpResponse<String> next = complete(model, "");
        while (next.statusCode() == 409) {
            // It was asked before its death was known, and says so.
            assertThat(next.body()).contains("Ask again");
            next = complete(model, "");
        }
        assertThat(text(next)).isEqualTo(before);
        assertThat(drawing()).hasSize(1);
        assertThat(drawing().getFirst().pid()).isNotEqualTo(children.getFirst().pid());
    }

    /** A prompt came as a conversation of nothing to the child, so that all prompts were alike. */
    @Test
    void prompt_isWhatIsCompleted() throws Exception {
        HttpResponse<String> answer = complete(model(), "");
        assertThat(text(answer)).contains("bun", "rye");
        assertThat(
                        JsonMapper.shared()
                                .readTree(answer.body())
                                .path("usage")
                                .path("prompt_tokens")
                                .asInt())
                .isGreaterThan(5);
    }

    @Test
    void promptOverTheContext_isRefusedWithItsLength() throws Exception {
        HttpResponse<String> refused =
                http.send(
                        request("/completions")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"model\":\"%s\",\"prompt\":\"%s\"}"
                                                        .formatted(model(), "rye ".repeat(2000))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("tokens", "Shorten the prompt");
    }
}
