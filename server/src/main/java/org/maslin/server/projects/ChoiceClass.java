package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that an answer can name, alone or as a node of a taxonomy.
 *
 * @param name one of a kind in its question
 * @param colour 1 to 12, of the palette of labels
 * @param classes finer ones below it; the answer is then one of these, or the class itself where it
 *     is {@code selectable}
 * @param selectable whether a class with finer ones may itself be the answer; false if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChoiceClass(
        String name,
        @Nullable String caption,
        @Nullable Integer colour,
        @Nullable List<ChoiceClass> classes,
        @Nullable Boolean selectable) {

    public ChoiceClass {
        if (name.isBlank() || name.length() > 200) {
            throw Question.bad("classes", "\"" + name + "\"", "a name of 1 to 200 characters");
        }
        classes = classes == null || classes.isEmpty() ? null : List.copyOf(classes);
    }

    /** A class with a name and nothing else. */
    public static ChoiceClass named(String name) {
        return new ChoiceClass(name, null, null, null, null);
    }

    /** The names that an answer may give, in the order of the tree. */
    static List<String> names(List<ChoiceClass> tree) {
        var names = new ArrayList<String>();
        tree.forEach(node -> node.addTo(names));
        return names;
    }

    private void addTo(List<String> names) {
        if (classes == null || Boolean.TRUE.equals(selectable)) {
            names.add(name);
        }
        if (classes != null) {
            classes.forEach(below -> below.addTo(names));
        }
    }
}
