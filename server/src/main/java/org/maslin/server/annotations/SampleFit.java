package org.maslin.server.annotations;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionShape;
import org.maslin.server.projects.RegionsQuestion;
import org.maslin.server.samples.Content;

/**
 * Whether answers fit the sample that they are about: a span ends inside its text or the message
 * that it names, and a list has as many answers as there are messages or steps.
 */
final class SampleFit {

    /** White space as browsers count it, who part steps too. */
    private static final String SPACE =
            "[\\s\\u00a0\\ufeff\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";

    private static final Pattern BETWEEN_STEPS = Pattern.compile("\\n" + SPACE + "\\n");
    private static final Pattern BLANK = Pattern.compile(SPACE);

    private SampleFit() {}

    /** Whether it takes the sample to tell if an answer is allowed. */
    static boolean isAsked(Ontology ontology) {
        return ontology.questions().stream().anyMatch(one -> marksText(one) || one.each() != null);
    }

    private static boolean marksText(Question question) {
        return question instanceof RegionsQuestion regions
                && regions.shapes().stream().anyMatch(RegionShape::isOfText);
    }

    static void check(Ontology ontology, Map<String, Object> answers, Content content) {
        for (Question question : ontology.questions()) {
            Object answer = answers.get(question.name());
            String place = "answers." + question.name();
            if (answer == null) {
                continue;
            }
            if (marksText(question)) {
                checkSpans(place, answer, content);
            }
            if (question.each() == Asking.Each.MESSAGE && content.messages() != null) {
                checkLength(place, answer, content.messages().size(), "messages");
            }
            if (question.each() == Asking.Each.STEP) {
                checkLength(place, answer, steps(content), "steps");
            }
        }
    }

    private static void checkSpans(String place, Object answer, Content content) {
        if (!(answer instanceof Map<?, ?> said) || !(said.get("regions") instanceof List<?> all)) {
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Map<?, ?> region && isMarked(region)) {
                String where = place + ".regions[" + i + "]";
                String text = textOf(where + ".message", region.get("message"), content);
                int length =
                        text == null ? Integer.MAX_VALUE : text.codePointCount(0, text.length());
                checkEnd(where + ".span", region.get("span"), length);
                if (region.get("spans") instanceof List<?> several) {
                    several.forEach(span -> checkEnd(where + ".spans", span, length));
                }
            }
        }
    }

    private static boolean isMarked(Map<?, ?> region) {
        return region.get("span") != null || region.get("spans") != null;
    }

    /** What a span is marked in: the text, or the message that it names; null where neither is. */
    private static @Nullable String textOf(String place, @Nullable Object named, Content content) {
        if (content.messages() == null) {
            if (named != null) {
                throw new BadInputException(
                        place,
                        String.valueOf(named),
                        "nothing, for this sample has no messages",
                        "Leave \"message\" out.");
            }
            return content.text();
        }
        int messages = content.messages().size();
        if (!(named instanceof Number number) || number.intValue() >= messages) {
            throw new BadInputException(
                    place,
                    named == null ? "nothing" : String.valueOf(named),
                    "a message of the conversation, from 0 to " + (messages - 1),
                    "Name the message that the words stand in, and count from its beginning.");
        }
        return content.messages().get(number.intValue()).content();
    }

    private static void checkEnd(String place, @Nullable Object span, int length) {
        if (span instanceof Map<?, ?> stretch
                && stretch.get("end") instanceof Number end
                && end.doubleValue() > length) {
            throw new BadInputException(
                    place + ".end",
                    String.valueOf(end),
                    "at most %d, where the text ends".formatted(length),
                    "Count code points, not bytes or UTF-16 units.");
        }
    }

    /** How many steps there are: what blank lines part of the last message, or of the text. */
    static int steps(Content content) {
        String text =
                content.messages() != null
                        ? content.messages().getLast().content()
                        : content.text() == null ? "" : content.text();
        return (int)
                BETWEEN_STEPS
                        .splitAsStream(text)
                        .filter(step -> !BLANK.matcher(step).matches())
                        .count();
    }

    private static void checkLength(String place, Object answer, int items, String what) {
        if (answer instanceof List<?> all && all.size() != items) {
            throw new BadInputException(
                    place,
                    all.size() + " answers",
                    "one for each of the %d %s".formatted(items, what),
                    "Put null where a message has none.");
        }
    }
}
