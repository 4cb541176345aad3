package org.maslin.server.annotations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionShape;
import org.maslin.server.projects.RegionsQuestion;
import org.maslin.server.samples.Content;

/**
 * Whether answers fit the sample that they are about: a span ends inside its text, and a list has
 * as many answers as there are messages.
 */
final class SampleFit {

    private SampleFit() {}

    /** Whether it takes the sample to tell if an answer is allowed. */
    static boolean isAsked(Ontology ontology) {
        return ontology.questions().stream()
                .anyMatch(one -> marksText(one) || one.each() == Asking.Each.MESSAGE);
    }

    private static boolean marksText(Question question) {
        return question instanceof RegionsQuestion regions
                && (regions.shapes().contains(RegionShape.SPAN)
                        || regions.shapes().contains(RegionShape.SPANS));
    }

    static void check(Ontology ontology, Map<String, Object> answers, Content content) {
        for (Question question : ontology.questions()) {
            Object answer = answers.get(question.name());
            String place = "answers." + question.name();
            if (answer == null) {
                continue;
            }
            if (marksText(question) && content.text() != null) {
                checkSpans(place, answer, content.text());
            }
            if (question.each() == Asking.Each.MESSAGE && content.messages() != null) {
                checkLength(place, answer, content.messages().size());
            }
        }
    }

    private static void checkSpans(String place, Object answer, String text) {
        int length = text.codePointCount(0, text.length());
        if (!(answer instanceof Map<?, ?> said) || !(said.get("regions") instanceof List<?> all)) {
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Map<?, ?> region) {
                String where = place + ".regions[" + i + "]";
                checkEnd(where + ".span", region.get("span"), length);
                if (region.get("spans") instanceof List<?> several) {
                    several.forEach(span -> checkEnd(where + ".spans", span, length));
                }
            }
        }
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

    private static void checkLength(String place, Object answer, int messages) {
        if (answer instanceof List<?> all && all.size() != messages) {
            throw new BadInputException(
                    place,
                    all.size() + " answers",
                    "one for each of the %d messages".formatted(messages),
                    "Put null where a message has none.");
        }
    }
}
