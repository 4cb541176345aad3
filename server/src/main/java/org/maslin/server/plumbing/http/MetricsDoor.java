package org.maslin.server.plumbing.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may read metrics: whoever has the token, or, where none was chosen, programs on this machine
 * that come without a proxy.
 */
final class MetricsDoor extends OncePerRequestFilter {

    private final @Nullable String token;

    MetricsDoor(@Nullable String token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (token == null ? isHere(request) : isKnown(request.getHeader("Authorization"), token)) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isHere(HttpServletRequest request) throws IOException {
        boolean passedOn =
                request.getHeader("X-Forwarded-For") != null
                        || request.getHeader("X-Forwarded-Proto") != null
                        || request.getHeader("Forwarded") != null;
        return !passedOn && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
    }

    private static boolean isKnown(@Nullable String header, String token) {
        return header != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
