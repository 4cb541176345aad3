package org.maslin.server.plumbing.egress;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent. Redirects are followed for GET alone. */
public record OutgoingRequest(
        String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {

    public OutgoingRequest {
        headers = Map.copyOf(headers);
        headers.forEach(
                (name, value) -> {
                    if (!name.matches("[A-Za-z0-9-]+") || !value.matches("[\\x20-\\x7e]*")) {
                        throw new IllegalArgumentException(
                                "The header %s must be one line of ASCII.".formatted(name));
                    }
                });
    }

    public static OutgoingRequest get(URI uri) {
        return new OutgoingRequest("GET", uri, Map.of(), null);
    }

    public static OutgoingRequest post(URI uri, Map<String, String> headers, byte[] body) {
        return new OutgoingRequest("POST", uri, headers, body);
    }

    OutgoingRequest at(URI other) {
        return new OutgoingRequest(method, other, Map.of(), null);
    }
}
