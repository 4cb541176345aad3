package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.maslin.server.identity.User;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A program with an API key; each response that it gets must fit the contract. */
public final class TestClient {

    /** A response that fits the contract. */
    public record Answer(int status, String text) {

        public JsonNode json() {
            return text.isEmpty() ? MissingNode.getInstance() : JsonMapper.shared().readTree(text);
        }

        public String text(String field) {
            return json().path(field).asString();
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String secret;
    private final Contract contract;
    private final User user;

    TestClient(String base, String secret, Contract contract, User user) {
        this.base = base;
        this.secret = secret;
        this.contract = contract;
        this.user = user;
    }

    TestClient at(String otherBase) {
        return new TestClient(otherBase, secret, contract, user);
    }

    /** Where it calls, for a test that reads a stream. */
    public String base() {
        return base;
    }

    public String secret() {
        return secret;
    }

    public User user() {
        return user;
    }

    public Answer get(String path) {
        return call("GET", path, "");
    }

    public Answer post(String path, String body) {
        return call("POST", path, body);
    }

    public Answer call(String method, String path, String body) {
        HttpResponse<String> response = send(method, path, body);
        String type = response.headers().firstValue("Content-Type").orElse("");
        contract.check(method, path, response.statusCode(), type, response.body());
        return new Answer(response.statusCode(), response.body());
    }

    /** The body of a call that must succeed. */
    public JsonNode ok(String method, String path, String body) {
        Answer answer = call(method, path, body);
        assertThat(answer.status())
                .as("%s %s: %s", method, path, answer.text())
                .isBetween(200, 299);
        return answer.json();
    }

    /** Sends a file. */
    public JsonNode okBytes(String path, byte[] body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<byte[]> response = sent(request);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        contract.check("POST", path, response.statusCode(), "application/json", text);
        assertThat(response.statusCode()).as(text).isBetween(200, 299);
        return JsonMapper.shared().readTree(text);
    }

    /** The bytes of an answer, whatever they are. */
    public HttpResponse<byte[]> raw(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + secret);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return sent(request.GET().build());
    }

    private static HttpResponse<byte[]> sent(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted.", e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted.", e);
        }
    }
}
