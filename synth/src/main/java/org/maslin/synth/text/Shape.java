package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A template read backwards: a pattern of all its texts, with one group for each formula.
 *
 * @param start the literal text that every match begins with; looking at it first saves most of the
 *     matching
 */
record Shape(String start, Pattern pattern, List<Expression> slots) {

    static Shape of(Template template, Topic topic, World world, Speech speech) {
        var pattern = new StringBuilder();
        var slots = new ArrayList<Expression>();
        for (Template.Part part : template.parts()) {
            pattern.append(
                    switch (part) {
                        case Template.Text(String text) -> Pattern.quote(text);
                        case Template.Slot(Expression expression) -> {
                            slots.add(expression);
                            yield "(" + Domain.of(expression, topic, world).pattern() + ")";
                        }
                        case Template.Rule(String name) ->
                                speech.ruleTexts(name).stream()
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining("|", "(?:", ")"));
                    });
        }
        String start =
                template.parts().getFirst() instanceof Template.Text(String text) ? text : "";
        return new Shape(start, Pattern.compile(pattern.toString()), List.copyOf(slots));
    }

    boolean fits(String text) {
        return match(text) != null;
    }

    /** The texts of the slots, or null if the template cannot have said this. */
    @Nullable List<String> match(String text) {
        if (!text.startsWith(start)) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var found = new ArrayList<String>(slots.size());
        for (int group = 1; group <= slots.size(); group++) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
