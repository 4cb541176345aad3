package org.maslin.server.plumbing.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses paths that mean more than they show, except below the bases of dialects: there a name in
 * the path may hold any character, and is only ever looked up, never walked.
 */
final class PathFirewall extends StrictHttpFirewall {

    private final List<String> bases;
    private final StrictHttpFirewall inNames = new StrictHttpFirewall();

    PathFirewall(List<String> bases) {
        this.bases = List.copyOf(bases);
        inNames.setAllowUrlEncodedSlash(true);
        inNames.setAllowUrlEncodedDoubleSlash(true);
        inNames.setAllowUrlEncodedPercent(true);
        inNames.setAllowUrlEncodedPeriod(true);
        inNames.setAllowBackSlash(true);
        inNames.setAllowSemicolon(true);
        inNames.setAllowUrlEncodedCarriageReturn(true);
        inNames.setAllowUrlEncodedLineFeed(true);
        inNames.setAllowUrlEncodedLineSeparator(true);
        inNames.setAllowUrlEncodedParagraphSeparator(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return bases.stream().anyMatch(path::startsWith)
                ? inNames.getFirewalledRequest(request)
                : super.getFirewalledRequest(request);
    }
}
