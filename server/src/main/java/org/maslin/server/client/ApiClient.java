package org.maslin.server.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the native API of one server with one API key. Safe for use by several threads. */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_FILES = Duration.ofHours(12);
    private static final int LARGEST_PAGE = 1000;

    private final HttpClient http;
    private final JsonMapper json;
    private final String base;
    private final String key;

    private ApiClient(HttpClient http, JsonMapper json, String base, String key) {
        this.http = http;
        this.json = json;
        this.base = base;
        this.key = key;
    }

    /**
     * @param server where the server is, such as {@code http://localhost:8080}
     * @param key an API key
     */
    public static ApiClient of(String server, String key, JsonMapper json) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
        return new ApiClient(http, json, server.replaceAll("/+$", "") + "/api/v1", key);
    }

    /** The same server, with somebody else's key. */
    public ApiClient as(String otherKey) {
        return new ApiClient(http, json, base, otherKey);
    }

    public JsonNode get(String path) {
        return read(send("GET", path, null, null));
    }

    /** Sends a record, or nothing, and reads the answer; a missing node where there is none. */
    public JsonNode post(String path, @Nullable Object body) {
        return read(send("POST", path, body, null));
    }

    /** The same, answered as the first time if sent again with the same key. */
    public JsonNode post(String path, Object body, String idempotencyKey) {
        return read(send("POST", path, body, idempotencyKey));
    }

    /** Sends JSON lines. */
    public JsonNode postLines(String path, String lines) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build();
        return read(send(request));
    }

    /** Sends a file as it is read; it may take its time. */
    public JsonNode postFile(String path, Supplier<InputStream> file) {
        HttpRequest request =
                request(path)
                        .timeout(PATIENCE_WITH_FILES)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(file))
                        .build();
        return read(send(request));
    }

    /** The bytes of a file, as they come. */
    public InputStream download(String path) {
        return send(request(path).GET().build()).body();
    }

    /** Hands out every item of a keyset list. */
    public void forEach(String path, Consumer<JsonNode> taker) {
        String separator = path.contains("?") ? "&" : "?";
        String page = path + separator + "limit=" + LARGEST_PAGE;
        JsonNode next;
        String after = "";
        do {
            JsonNode found = get(page + after);
            found.path("items").forEach(taker);
            next = found.path("next");
            after = next.isString() ? "&after=" + encode(next.asString()) : "";
        } while (next.isString());
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<InputStream> send(
            String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
        var request = request(path);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(
                    method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() >= 400) {
                throw problem(response);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("The server at %s does not answer.".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the server.", e);
        }
    }

    private JsonNode read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiProblemException problem(HttpResponse<InputStream> response) {
        try {
            JsonNode problem = read(response);
            return new ApiProblemException(
                    response.statusCode(),
                    problem.path("code").asString("unknown"),
                    problem.path("title").asString("The server refused the request."),
                    problem.path("hint").asString(""));
        } catch (JacksonException e) {
            return new ApiProblemException(
                    response.statusCode(),
                    "unknown",
                    "The server answered %d.".formatted(response.statusCode()),
                    "Check that the address is that of a Maslin server.");
        }
    }
}
