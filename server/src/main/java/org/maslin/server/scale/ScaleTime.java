package org.maslin.server.scale;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as clients of the dialect read them: always with milliseconds, so that texts sort. */
final class ScaleTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ScaleTime() {}

    static String text(Instant at) {
        return FORM.format(at);
    }
}
