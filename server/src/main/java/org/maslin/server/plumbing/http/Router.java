package org.maslin.server.plumbing.http;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a request through the first steps that are the same everywhere: authenticate, check the
 * grant, hand to the handler, turn its reply or its refusal into a response.
 */
public final class Router {

    /** Where the native API lives. */
    public static final String BASE = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Authentication authentication;
    private final JsonMapper json;
    private final Replies replies;
    private final Once once;
    private final RequestBook book;
    private final RouteTable table = new RouteTable();

    public Router(
            List<Routes> features,
            Authentication authentication,
            JsonMapper json,
            RequestMeter meter,
            Once once) {
        this.book = new RequestBook(meter);
        this.authentication = authentication;
        this.json = json;
        this.replies = new Replies(json);
        this.once = once;
        features.forEach(feature -> feature.addTo(table));
    }

    /** The routes as Spring serves them; anything else below {@code /api} is not there. */
    public RouterFunction<ServerResponse> function() {
        var builder = RouterFunctions.route();
        for (RouteTable.Route route : table.routes()) {
            builder.route(
                    RequestPredicates.method(route.method())
                            .and(RequestPredicates.path(BASE + route.path())),
                    request -> measured(route, request));
        }
        builder.route(
                RequestPredicates.path("/api/**"),
                request -> problem(Problem.of(RefusedException.notFound("page", request.path()))));
        return builder.build();
    }

    /** Every route as {@code METHOD path}, for the test that compares them with the contract. */
    public List<String> names() {
        return table.routes().stream().map(r -> r.method() + " " + r.path()).toList();
    }

    /** What each route that is not open needs, by {@code METHOD path}. */
    public Map<String, Action> actions() {
        return table.actions();
    }

    private ServerResponse measured(RouteTable.Route route, ServerRequest request) {
        return book.measured(route.method().name(), route.path(), () -> answer(route, request));
    }

    private ServerResponse answer(RouteTable.Route route, ServerRequest request) {
        try {
            Principal principal = authentication.principal(request.servletRequest());
            checkGrant(route.action(), principal);
            var read = new Request(request, principal, json, request.pathVariables());
            return replies.respond(reply(route, request, read));
        } catch (RefusedException refused) {
            return problem(Problem.of(refused));
        } catch (BadInputException bad) {
            return problem(Problem.of(bad));
        } catch (UncheckedIOException broken) {
            if (FullDisk.isBehind(broken)) {
                return problem(Problem.fullDisk());
            }
            LOG.info("{} {} ended early: {}", route.method(), route.path(), broken.getMessage());
            return problem(Problem.internal("an early end of the connection"));
        } catch (RuntimeException fault) {
            String id = RequestIds.current();
            String reference = id == null ? UUID.randomUUID().toString() : id;
            LOG.error("{} {} failed ({})", route.method(), route.path(), reference, fault);
            return problem(
                    FullDisk.isBehind(fault) ? Problem.fullDisk() : Problem.internal(reference));
        }
    }

    private Reply reply(RouteTable.Route route, ServerRequest request, Request read) {
        String key = read.header("Idempotency-Key");
        if (key == null || !Once.holdsFor(route)) {
            return route.handler().handle(read);
        }
        String asked = "%s %s".formatted(route.method(), request.path());
        return once.answer(read.principal(), key, asked, () -> route.handler().handle(read));
    }

    /** Refuses who may not do this, and tests where all is real. */
    private static void checkGrant(@Nullable Action action, @Nullable Principal principal) {
        if (action == null) {
            return;
        }
        if (principal == null) {
            throw RefusedException.unauthenticated();
        }
        if (principal.how() == Principal.How.TEST_KEY) {
            throw RefusedException.forbidden(
                    "A key for tests is good for nothing real; it works below /scale/v1 alone.");
        }
        if (Grants.decide(principal, action) instanceof AccessDecision.Denied denied) {
            throw RefusedException.forbidden(denied.reason());
        }
    }

    private ServerResponse problem(Problem problem) {
        ObjectNode body = json.valueToTree(problem);
        String id = RequestIds.current();
        if (id != null) {
            body.put("requestId", id);
        }
        return ServerResponse.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(json.writeValueAsBytes(body));
    }
}
