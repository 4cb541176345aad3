package org.maslin.server.plumbing.http;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.ServerResponse;

/** Counts each answered request, and tells it to those who want it. */
final class RequestBook {

    /** One line a request, for those who want it. */
    private static final Logger REQUESTS = LoggerFactory.getLogger("org.maslin.requests");

    private final RequestMeter meter;

    RequestBook(RequestMeter meter) {
        this.meter = meter;
    }

    /**
     * @param route the template of the path, never a path with ids
     */
    ServerResponse measured(String method, String route, Supplier<ServerResponse> answer) {
        long start = System.nanoTime();
        ServerResponse response = answer.get();
        var took = Duration.ofNanos(System.nanoTime() - start);
        int status = response.statusCode().value();
        meter.answered(method, route, status, took);
        REQUESTS.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("millis", took.toMillis())
                .log("request");
        return response;
    }
}
