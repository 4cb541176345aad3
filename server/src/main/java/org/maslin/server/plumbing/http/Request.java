package org.maslin.server.plumbing.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A request on its way to a handler: who asks, the parts of the path, the query, the body. */
public final class Request {

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 1000;
    private static final int LARGEST_BODY_BYTES = 10_000_000;

    private final ServerRequest request;
    private final @Nullable Principal principal;
    private final JsonMapper json;
    private final Map<String, String> path;

    Request(
            ServerRequest request,
            @Nullable Principal principal,
            JsonMapper json,
            Map<String, String> path) {
        this.request = request;
        this.principal = principal;
        this.json = json;
        this.path = Map.copyOf(path);
    }

    /** Who asks. Only open routes are ever asked by nobody. */
    public Principal principal() {
        if (principal == null) {
            throw RefusedException.unauthenticated();
        }
        return principal;
    }

    public @Nullable Principal principalOrNull() {
        return principal;
    }

    /** A part of the path that is an id; what is no id names nothing. */
    public UUID id(String variable) {
        String text = text(variable);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound(variable.replaceAll("Id$", ""), text);
        }
    }

    /** A whole number in the path. */
    public int number(String variable) {
        String text = text(variable);
        if (!text.matches("\\d{1,9}")) {
            throw RefusedException.notFound("number", text);
        }
        return Integer.parseInt(text);
    }

    /** The address of the app as the asker has it, proxies in between included; ends in a slash. */
    public URI home() {
        var asked = request.servletRequest();
        boolean usual = asked.getServerPort() == ("https".equals(asked.getScheme()) ? 443 : 80);
        return URI.create(
                asked.getScheme()
                        + "://"
                        + asked.getServerName()
                        + (usual ? "" : ":" + asked.getServerPort())
                        + asked.getContextPath()
                        + "/");
    }

    public String text(String variable) {
        String text = path.get(variable);
        if (text == null) {
            throw new IllegalArgumentException("The path has no " + variable + ".");
        }
        return text;
    }

    /** A parameter of the address; the body is never taken for more of them. */
    public @Nullable String query(String name) {
        String query = request.servletRequest().getQueryString();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
                String value = decoded(pair.substring(equals + 1));
                return value.isBlank() ? null : value;
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badQuery(text, text, "an address whose percent signs lead two hex digits");
        }
    }

    /** Every value of a query parameter that may be there more than once. */
    public List<String> queries(String name) {
        return request.params().getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    public @Nullable String after() {
        return query("after");
    }

    /** The cursor of a list that is ordered by id. */
    public @Nullable UUID afterId() {
        String after = after();
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw badQuery("after", after, "the next of the page before");
        }
    }

    /** A query parameter that is an id. */
    public @Nullable UUID idQuery(String name) {
        String text = query(name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw badQuery(name, text, "an id");
        }
    }

    /** All query parameters that have a value; of a repeated one, the first. */
    public Map<String, String> queries() {
        var values = new TreeMap<String, String>();
        request.params()
                .forEach(
                        (name, all) -> {
                            if (!all.isEmpty() && !all.getFirst().isBlank()) {
                                values.put(name, all.getFirst());
                            }
                        });
        return values;
    }

    public int limit() {
        return intQuery("limit", DEFAULT_LIMIT, LARGEST_LIMIT);
    }

    public int intQuery(String name, int byDefault, int largest) {
        String text = query(name);
        if (text == null) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= largest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal below
        }
        throw badQuery(name, text, "a whole number from 1 to " + largest);
    }

    /** A query parameter that is true or false; false if absent. */
    public boolean flag(String name) {
        String text = query(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw badQuery(name, text, "true or false");
    }

    /** A query parameter that is one of the words of an enum. */
    public <E extends Enum<E>> @Nullable E wordQuery(String name, Class<E> type) {
        String text = query(name);
        if (text == null) {
            return null;
        }
        try {
            return Json.constant(type, text);
        } catch (IllegalArgumentException e) {
            throw badQuery(name, text, "one of " + Json.words(type));
        }
    }

    public @Nullable String header(String name) {
        return request.headers().firstHeader(name);
    }

    /** The JSON body as a record, checked. */
    public <T> T body(Class<T> type) {
        return JsonBody.read(json, bytes(), type);
    }

    /** The JSON body as it is; missing if there is none. */
    public JsonNode tree() {
        byte[] bytes = bytes();
        return bytes.length == 0
                ? MissingNode.getInstance()
                : JsonBody.read(json, bytes, JsonNode.class);
    }

    private byte[] bytes() {
        try (InputStream in = bodyStream()) {
            byte[] bytes = in.readNBytes(LARGEST_BODY_BYTES + 1);
            if (bytes.length > LARGEST_BODY_BYTES) {
                throw new BadInputException(
                        "body",
                        "more than 10 MB",
                        "at most 10 MB",
                        "Send it in parts, or import it as JSON lines.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InputStream bodyStream() throws IOException {
        return request.servletRequest().getInputStream();
    }

    public HttpServletRequest servlet() {
        return request.servletRequest();
    }

    private static BadInputException badQuery(String name, String found, String expected) {
        return new BadInputException(
                "query parameter " + name, found, expected, "Change or leave out the parameter.");
    }
}
