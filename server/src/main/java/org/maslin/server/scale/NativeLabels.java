package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.ChoiceClass;
import tools.jackson.databind.JsonNode;

/** Labels as clients give them: names, or descriptions with finer labels below. */
final class NativeLabels {

    private static final int LONGEST = 200;
    private static final List<String> NAMES = List.of("choice", "name", "label", "value");
    private static final List<String> BELOW = List.of("subchoices", "children");

    private NativeLabels() {}

    /** The classes of a list; null if one of them is none that we could ask for. */
    static @Nullable List<ChoiceClass> classes(JsonNode labels) {
        var classes = new ArrayList<ChoiceClass>();
        for (JsonNode label : labels) {
            ChoiceClass one = of(label);
            if (one == null) {
                return null;
            }
            classes.add(one);
        }
        return classes;
    }

    private static @Nullable ChoiceClass of(JsonNode label) {
        String name = label.isString() ? label.asString() : text(label, NAMES);
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            return null;
        }
        String caption = text(label, List.of("display", "title", "description"));
        for (String below : BELOW) {
            if (label.path(below).isArray() && !label.path(below).isEmpty()) {
                List<ChoiceClass> finer = classes(label.path(below));
                return finer == null ? null : new ChoiceClass(name, caption, null, finer, null);
            }
        }
        return new ChoiceClass(name, caption, null, null, null);
    }

    /**
     * Choices of a field, which are answered by their value and shown by their label; null if one
     * of them is no text.
     */
    static @Nullable List<ChoiceClass> choices(JsonNode choices) {
        var classes = new ArrayList<ChoiceClass>();
        for (JsonNode choice : choices) {
            String label = choice.isString() ? choice.asString() : text(choice, List.of("label"));
            String value = text(choice, List.of("value", "name", "label", "choice"));
            String name = value == null ? label : value;
            if (name == null || name.isBlank() || name.length() > LONGEST) {
                return null;
            }
            String caption = label == null || label.equals(name) ? null : label;
            classes.add(new ChoiceClass(name, caption, null, null, null));
        }
        return classes;
    }

    private static @Nullable String text(JsonNode node, List<String> names) {
        for (String name : names) {
            if (node.path(name).isString()) {
                return node.path(name).asString();
            }
        }
        return null;
    }
}
