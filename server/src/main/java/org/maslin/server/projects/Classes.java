package org.maslin.server.projects;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/** The checks of classes and of answers that name them. */
final class Classes {

    private static final int MOST = 10_000;
    private static final int DEEPEST = 10;
    private static final int MOST_TOLD = 20;

    private Classes() {}

    /** The classes, refused unless there are enough and every name is there once. */
    static List<ChoiceClass> checked(List<ChoiceClass> classes, int least) {
        var seen = new HashSet<String>();
        classes.forEach(node -> check(node, 1, seen));
        int selectable = ChoiceClass.names(classes).size();
        if (selectable < least) {
            throw Question.bad(
                    "classes",
                    selectable == 0 ? "none" : selectable + " class",
                    least == 1 ? "at least one class" : "at least two classes for a choice");
        }
        if (seen.size() > MOST) {
            throw Question.bad("classes", seen.size() + " classes", "at most 10,000");
        }
        return List.copyOf(classes);
    }

    private static void check(ChoiceClass node, int depth, Set<String> seen) {
        if (!seen.add(node.name())) {
            throw Question.bad("classes", "\"" + node.name() + "\" twice", "every name once");
        }
        if (depth > DEEPEST) {
            throw Question.bad("classes", "more than 10 levels", "at most 10 levels of classes");
        }
        if (node.classes() != null) {
            node.classes().forEach(below -> check(below, depth + 1, seen));
        }
    }

    /** Refuses an answer that is none of these names. */
    static String checkName(String place, Object answer, List<String> names) {
        if (answer instanceof String name && names.contains(name)) {
            return name;
        }
        throw new BadInputException(
                place,
                Answers.quoted(answer),
                "one of "
                        + String.join(", ", names.subList(0, Math.min(MOST_TOLD, names.size())))
                        + (names.size() > MOST_TOLD
                                ? " and %d more".formatted(names.size() - MOST_TOLD)
                                : ""),
                answer instanceof String name ? Nearest.hint(name, names) : "Name the class.");
    }
}
