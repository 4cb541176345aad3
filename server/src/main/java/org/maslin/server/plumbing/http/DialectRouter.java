package org.maslin.server.plumbing.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.FullDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of another vendor's API below a base of their own. They are found by the raw path,
 * each of whose segments is decoded after that: a name may hold any character, a slash too.
 */
public final class DialectRouter {

    /** What a vendor's clients understand as an error. */
    public interface Refusals {
        Object body(int status, String message);
    }

    private static final Logger LOG = LoggerFactory.getLogger(DialectRouter.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int INTERNAL = 500;
    private static final int FULL = 507;

    private final String base;
    private final Function<Request, @Nullable Principal> callers;
    private final Refusals refusals;
    private final JsonMapper json;
    private final Replies replies;
    private final RequestBook book;
    private final RouteTable table = new RouteTable();

    /** A route with the parts of the path that it names. */
    private record Found(RouteTable.Route route, Map<String, String> path) {}

    /**
     * @param base such as {@code /scale/v1}
     * @param callers who asks, or null
     */
    public DialectRouter(
            String base,
            List<Routes> features,
            Function<Request, @Nullable Principal> callers,
            Refusals refusals,
            JsonMapper json,
            RequestMeter meter) {
        this.base = base;
        this.callers = callers;
        this.refusals = refusals;
        this.json = json;
        this.replies = new Replies(json);
        this.book = new RequestBook(meter);
        features.forEach(feature -> feature.addTo(table));
    }

    public RouterFunction<ServerResponse> function() {
        return RouterFunctions.route()
                .route(RequestPredicates.path(base + "/**"), this::answer)
                .build();
    }

    /** What each route that is not open needs, by {@code METHOD path}. */
    public Map<String, Action> actions() {
        return table.actions();
    }

    private ServerResponse answer(ServerRequest request) {
        String path = request.servletRequest().getRequestURI();
        try {
            List<Found> fitting = fitting(segments(request));
            for (Found found : fitting) {
                if (found.route().method().equals(request.method())) {
                    return book.measured(
                            request.method().name(),
                            base + found.route().path(),
                            () -> refusable(found, request));
                }
            }
            return fitting.isEmpty()
                    ? refusal(NOT_FOUND, "There is no " + path + ".")
                    : refusal(NOT_ALLOWED, path + " does not take " + request.method() + ".");
        } catch (BadInputException bad) {
            return refusal(BAD_REQUEST, sentences(bad.getMessage(), bad.hint()));
        }
    }

    private ServerResponse refusable(Found found, ServerRequest request) {
        try {
            return answer(found, request);
        } catch (RefusedException refused) {
            return refusal(refused.status(), sentences(refused.getMessage(), refused.hint()));
        } catch (BadInputException bad) {
            return refusal(BAD_REQUEST, sentences(bad.getMessage(), bad.hint()));
        } catch (RuntimeException fault) {
            return fault(request.method() + " " + found.route().path(), fault);
        }
    }

    private ServerResponse answer(Found found, ServerRequest request) {
        Action action = found.route().action();
        Principal principal = null;
        if (action != null) {
            principal = callers.apply(new Request(request, null, json, Map.of()));
            if (principal == null) {
                return refusal(UNAUTHENTICATED, "No valid API key was sent. Check the key.");
            }
            if (Grants.decide(principal, action) instanceof AccessDecision.Denied denied) {
                throw RefusedException.forbidden(denied.reason());
            }
        }
        return replies.respond(
                found.route()
                        .handler()
                        .handle(new Request(request, principal, json, found.path())));
    }

    private ServerResponse fault(String call, RuntimeException fault) {
        if (FullDisk.isBehind(fault)) {
            return refusal(FULL, "The server's disk is full; what was sent last is not stored.");
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("{} failed ({})", call, reference, fault);
        return refusal(
                INTERNAL,
                "Something went wrong on the server. Its log has the cause under "
                        + reference
                        + ".");
    }

    private ServerResponse refusal(int status, String message) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsBytes(refusals.body(status, message)));
    }

    private static String sentences(@Nullable String message, @Nullable String hint) {
        return hint == null ? String.valueOf(message) : message + " " + hint;
    }

    private List<String> segments(ServerRequest request) {
        var servlet = request.servletRequest();
        String raw = servlet.getRequestURI().substring(servlet.getContextPath().length());
        var segments = new ArrayList<String>();
        for (String segment : raw.substring(base.length()).split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "path", segment, "percent signs before two hex digits", "Encode the name.");
        }
    }

    private List<Found> fitting(List<String> segments) {
        var found = new ArrayList<Found>();
        for (RouteTable.Route route : table.routes()) {
            Map<String, String> path = path(route.path(), segments);
            if (path != null) {
                found.add(new Found(route, path));
            }
        }
        return found;
    }

    private static @Nullable Map<String, String> path(String template, List<String> segments) {
        String[] parts = template.substring(1).split("/");
        if (parts.length != segments.size()) {
            return null;
        }
        var path = new HashMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                path.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
            } else if (!parts[i].equals(segments.get(i))) {
                return null;
            }
        }
        return path;
    }
}
