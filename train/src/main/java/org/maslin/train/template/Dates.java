package org.maslin.train.template;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as strftime writes them in English. */
final class Dates {

    private Dates() {}

    static String formatted(LocalDateTime time, String format) {
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char code = format.charAt(++i);
            boolean bare = code == '-' && i + 1 < format.length();
            if (bare) {
                code = format.charAt(++i);
            }
            String part = part(time, code);
            text.append(bare ? part.replaceFirst("^0+(?=\\d)", "") : part);
        }
        return text.toString();
    }

    private static String part(LocalDateTime time, char code) {
        return switch (code) {
            case 'd' -> pattern(time, "dd");
            case 'e' -> "%2d".formatted(time.getDayOfMonth());
            case 'm' -> pattern(time, "MM");
            case 'b', 'h' -> pattern(time, "MMM");
            case 'B' -> pattern(time, "MMMM");
            case 'y' -> pattern(time, "yy");
            case 'Y' -> pattern(time, "yyyy");
            case 'H' -> pattern(time, "HH");
            case 'I' -> pattern(time, "hh");
            case 'M' -> pattern(time, "mm");
            case 'S' -> pattern(time, "ss");
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'A' -> pattern(time, "EEEE");
            case 'a' -> pattern(time, "EEE");
            case 'j' -> pattern(time, "DDD");
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'F' -> pattern(time, "yyyy-MM-dd");
            case 'T' -> pattern(time, "HH:mm:ss");
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> throw new TemplateError("the date format %%%s is not known".formatted(code));
        };
    }

    private static String pattern(LocalDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
