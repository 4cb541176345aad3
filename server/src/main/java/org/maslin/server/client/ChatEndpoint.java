package org.maslin.server.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.IncomingResponse;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model behind an address that speaks OpenAI's dialect. It is called through the egress guard;
 * what is busy or broken for the moment is asked again, a few times and later each time.
 */
public final class ChatEndpoint {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(10), Duration.ofMinutes(10), 16 << 20);
    private static final int TRIES = 4;
    private static final int BUSY = 429;
    private static final int BROKEN = 500;
    private static final int OK = 200;
    private static final int SHOWN = 300;
    private static final long LONGEST_REST_SECONDS = 60;

    private final Egress egress;
    private final URI address;
    private final String model;
    private final Map<String, String> headers = new HashMap<>();
    private final Duration firstRest;

    /**
     * @param base such as {@code https://api.example.org/v1}
     * @param key sent as a bearer token, or null for none
     */
    public ChatEndpoint(Egress egress, String base, String model, @Nullable String key) {
        this(egress, base, model, key, Duration.ofSeconds(2));
    }

    ChatEndpoint(
            Egress egress, String base, String model, @Nullable String key, Duration firstRest) {
        this.egress = egress;
        this.address = egress.check("endpoint", base.replaceAll("/+$", "") + "/chat/completions");
        this.model = model;
        this.firstRest = firstRest;
        headers.put("Content-Type", "application/json");
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
    }

    public String model() {
        return model;
    }

    /** One thing that is said, by {@code system}, {@code user} or {@code assistant}. */
    public record Message(String role, String content) {

        public static Message user(String content) {
            return new Message("user", content);
        }
    }

    /**
     * How it answers.
     *
     * @param maxTokens of the answer; null for as many as the model likes
     */
    public record Options(@Nullable Integer maxTokens, double temperature, long seed) {}

    /** What came back. */
    public record Answer(String text, boolean finished) {}

    /**
     * Asks for one answer.
     *
     * @throws BadInputException if the address may not be called, or the request was refused
     * @throws UncheckedIOException if there was no answer, tries and all
     */
    public Answer ask(List<Message> messages, Options options) {
        byte[] body = body(messages, options).toString().getBytes(StandardCharsets.UTF_8);
        var request = OutgoingRequest.post(address, headers, body);
        IOException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (IncomingResponse response = egress.send(request, LIMITS)) {
                String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
                if (response.status() == OK) {
                    return read(text);
                }
                if (response.status() != BUSY && response.status() < BROKEN) {
                    throw refused(response.status(), text);
                }
                last = new IOException("status %d: %s".formatted(response.status(), shown(text)));
                rest(attempt, response.header("Retry-After"));
            } catch (IOException e) {
                last = e;
                rest(attempt, null);
            }
        }
        throw new UncheckedIOException(
                "%s gave no answer after %d tries.".formatted(address, TRIES),
                last == null ? new IOException("no answer") : last);
    }

    private ObjectNode body(List<Message> messages, Options options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        ArrayNode said = body.putArray("messages");
        for (Message message : messages) {
            said.addObject().put("role", message.role()).put("content", message.content());
        }
        if (options.maxTokens() != null) {
            body.put("max_tokens", options.maxTokens());
        }
        return body.put("temperature", options.temperature()).put("seed", options.seed());
    }

    private Answer read(String text) {
        JsonNode choice;
        try {
            choice = Json.mapper().readTree(text).path("choices").path(0);
        } catch (JacksonException e) {
            choice = JsonNodeFactory.instance.missingNode();
        }
        JsonNode content = choice.path("message").path("content");
        if (!content.isString()) {
            throw new BadInputException(
                    address.toString(),
                    shown(text),
                    "choices with a message and its content",
                    "Is this the base URL of an OpenAI-compatible API, such as …/v1?");
        }
        return new Answer(
                content.asString(), choice.path("finish_reason").asString("").equals("stop"));
    }

    private BadInputException refused(int status, String text) {
        return new BadInputException(
                address.toString(),
                "status %d: %s".formatted(status, shown(text)),
                "an answer",
                switch (status) {
                    case 401, 403 -> "Check the key.";
                    case 404 -> "Check the address and the model's name.";
                    default -> "Correct what was sent.";
                });
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private void rest(int attempt, @Nullable String wanted) {
        if (attempt + 1 == TRIES) {
            return;
        }
        Duration rest =
                wanted != null && wanted.matches("\\d{1,4}")
                        ? Duration.ofSeconds(Math.min(LONGEST_REST_SECONDS, Long.parseLong(wanted)))
                        : firstRest.multipliedBy(1L << attempt);
        try {
            Thread.sleep(rest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two tries.", e);
        }
    }
}
