package org.maslin.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An API with a judge: it likes whatever says "total", thinks aloud before it scores, and says
 * nothing useful under the name "mumbler".
 */
public final class Judge {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;

    Judge() {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(loopback, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
                    var answer = JSON.createObjectNode();
                    answer.putArray("choices")
                            .addObject()
                            .put("finish_reason", "stop")
                            .putObject("message")
                            .put("role", "assistant")
                            .put("content", reply(asked));
                    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    private static String reply(JsonNode asked) {
        if (asked.path("model").asString().equals("mumbler")) {
            return "Hm.";
        }
        JsonNode messages = asked.path("messages");
        boolean good = messages.path(0).path("content").asString().contains("total");
        String form = messages.path(messages.size() - 1).path("content").asString();
        return form.contains("\"result\"")
                ? "{\"result\": 0.1} is too low. {\"result\": %s}".formatted(good ? "0.9" : "0.2")
                : good ? "Good." : "bad";
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }
}
