package org.maslin.train.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;

/**
 * A text with gaps: {@code {{ sample.output_text }}} is the completion, {@code {{ item.answer }}} a
 * field of the row that was asked about.
 */
public final class GapText {

    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final String OUTPUT = "sample.output_text";
    private static final String ITEM = "item.";

    /** A stretch of text, or the path of a gap. */
    private record Part(String text, boolean isGap) {}

    private final List<Part> parts;

    private GapText(List<Part> parts) {
        this.parts = parts;
    }

    static GapText field(String place, JsonNode json, String field) {
        JsonNode text = json.path(field);
        if (!text.isString()) {
            throw new BadInputException(
                    place + "." + field,
                    text.isMissingNode() ? "nothing" : text.toString(),
                    "a text, such as {{sample.output_text}}",
                    "Give the grader this field.");
        }
        return read(place + "." + field, text.asString());
    }

    static GapText read(String place, String text) {
        List<Part> parts = new ArrayList<>();
        Matcher gap = GAP.matcher(text);
        int at = 0;
        while (gap.find()) {
            String path = gap.group(1);
            if (!path.equals(OUTPUT) && !path.startsWith(ITEM)) {
                throw new BadInputException(
                        place,
                        gap.group(),
                        "{{sample.output_text}} or {{item.FIELD}}",
                        "Name the completion, or a field of the training row.");
            }
            parts.add(new Part(text.substring(at, gap.start()), false));
            parts.add(new Part(path, true));
            at = gap.end();
        }
        parts.add(new Part(text.substring(at), false));
        return new GapText(parts);
    }

    /** The text for a row and a completion. */
    String of(JsonNode item, String output) {
        var text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    !part.isGap
                            ? part.text
                            : part.text.equals(OUTPUT) ? output : field(item, part.text));
        }
        return text.toString();
    }

    private static String field(JsonNode item, String path) {
        JsonNode value = item;
        for (String name : path.substring(ITEM.length()).split("\\.")) {
            value = value.path(name);
        }
        if (value.isMissingNode() || value.isNull()) {
            throw new BadInputException(
                    "a row, field \"%s\"".formatted(path.substring(ITEM.length())),
                    "nothing",
                    "what the grader names",
                    "Give every row this field, or name another in the grader.");
        }
        return value.isString() ? value.asString() : value.toString();
    }
}
