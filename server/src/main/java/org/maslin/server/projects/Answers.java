package org.maslin.server.projects;

import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;

/** Reads answers, which are JSON values, and tells what is wrong with them. */
final class Answers {

    private static final int LONGEST_QUOTE = 80;

    private Answers() {}

    static String text(String place, Object answer) {
        if (answer instanceof String text) {
            return text;
        }
        throw wrong(place, answer, "a text");
    }

    static int whole(String place, Object answer, int low, int high) {
        if (answer instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= low
                && number.doubleValue() <= high) {
            return number.intValue();
        }
        throw wrong(place, answer, "a whole number from %d to %d".formatted(low, high));
    }

    static List<?> list(String place, Object answer, String expected) {
        if (answer instanceof List<?> list) {
            return list;
        }
        throw wrong(place, answer, expected);
    }

    static Map<?, ?> object(String place, Object answer, String expected) {
        if (answer instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(place, answer, expected);
    }

    static BadInputException wrong(String place, Object answer, String expected) {
        return new BadInputException(
                place, quoted(answer), expected, "Change the answer and send it again.");
    }

    static String quoted(Object answer) {
        String text = answer instanceof String ? "\"" + answer + "\"" : String.valueOf(answer);
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
