package org.maslin.server.plumbing.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, its caller's if that is a plain word: it stands in the answer, in
 * problems, and in each line of the log that the request causes.
 */
final class RequestIds extends OncePerRequestFilter {

    private static final String HEADER = "X-Request-Id";
    private static final String KEY = "request";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Supplier<UUID> ids;

    RequestIds(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** The id of the request that this thread answers, if it answers one. */
    static @Nullable String current() {
        return MDC.get(KEY);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && PLAIN.matcher(given).matches() ? given : ids.get().toString();
        response.setHeader(HEADER, id);
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }
}
