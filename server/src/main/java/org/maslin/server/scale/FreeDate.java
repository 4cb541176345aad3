package org.maslin.server.scale;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maslin.core.BadInputException;

/** Reads dates as people and programs write them: a day or a time, in UTC unless a zone is said. */
final class FreeDate {

    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{4}-\\d{1,2}-\\d{1,2})"
                            + "(?:[T ](\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?))?"
                            + " ?(Z|z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?");
    private static final Pattern SHORT = Pattern.compile("(?<!\\d)\\d(?!\\d)");
    private static final int MINUTES = 5;

    private FreeDate() {}

    static Instant parse(String place, String text) {
        Matcher parts = DATE.matcher(text.strip());
        if (!parts.matches()) {
            throw bad(place, text);
        }
        try {
            String day = padded(parts.group(1));
            String time = parts.group(2);
            String zone = parts.group(3);
            if (time == null) {
                return LocalDate.parse(day).atStartOfDay(offset(zone)).toInstant();
            }
            String clock = padded(time).replace(',', '.');
            var local =
                    LocalDateTime.parse(
                            day + "T" + (clock.length() == MINUTES ? clock + ":00" : clock));
            return OffsetDateTime.of(local, offset(zone)).toInstant();
        } catch (DateTimeException e) {
            throw bad(place, text);
        }
    }

    /** Months, days and hours of one digit are written with two; fractions stay as they are. */
    private static String padded(String text) {
        int point = Math.max(text.indexOf('.'), text.indexOf(','));
        String whole = point < 0 ? text : text.substring(0, point);
        return SHORT.matcher(whole).replaceAll("0$0") + text.substring(whole.length());
    }

    private static ZoneOffset offset(@org.jspecify.annotations.Nullable String zone) {
        if (zone == null || !zone.matches("[+-].*")) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.of(zone);
    }

    private static BadInputException bad(String place, String text) {
        return new BadInputException(
                place,
                "\"" + text + "\"",
                "a date such as 2025-01-02 or 2025-01-02T03:04:05Z",
                "Write year, month and day in this order.");
    }
}
