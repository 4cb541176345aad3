package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with gaps: {@code {formula}} is a drawn value, {@code [rule]} a phrase of the grammar.
 *
 * @param weight how often it is chosen among its alternatives, relative to theirs
 */
public record Template(double weight, List<Part> parts) {

    private static final Pattern GAP = Pattern.compile("\\{([^{}]*)}|\\[([a-z0-9-]+)]");

    public Template {
        if (!(weight > 0)) {
            throw new IllegalArgumentException(
                    "The weight (%s) of a text must be positive. Maybe you meant to delete it."
                            .formatted(weight));
        }
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    record Text(String text) implements Part {}

    record Slot(Expression expression) implements Part {}

    record Rule(String name) implements Part {}

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a formula cannot be read or a brace is left over
     */
    public static Template parse(double weight, String source) {
        var parts = new ArrayList<Part>();
        Matcher gap = GAP.matcher(source);
        int at = 0;
        while (gap.find()) {
            addText(parts, source.substring(at, gap.start()));
            parts.add(
                    gap.group(1) != null
                            ? new Slot(Expression.parse(gap.group(1)))
                            : new Rule(gap.group(2)));
            at = gap.end();
        }
        addText(parts, source.substring(at));
        return new Template(weight, parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (text.chars().anyMatch(letter -> "{}[]".indexOf(letter) >= 0)) {
            throw new IllegalArgumentException(
                    "The text (%s) has a bracket without its partner.".formatted(text));
        }
        if (!text.isEmpty()) {
            parts.add(new Text(text));
        }
    }

    /** The drawn names that the template speaks of. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (Part part : parts) {
            if (part instanceof Slot(Expression expression)) {
                names.addAll(expression.names());
            }
        }
        return names;
    }
}
