package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/**
 * What an annotator is asked about a sample: one of several classes, or which of two candidates is
 * better.
 *
 * @param ties pairwise: may the answer be a tie
 * @param classes choice only, in the order of their keys
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Question(
        String name,
        Kind kind,
        String caption,
        @Nullable Boolean ties,
        @Nullable List<ChoiceClass> classes) {

    /** How a question is answered. */
    public enum Kind {
        CHOICE,
        PAIRWISE
    }

    /** A class that a choice can name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChoiceClass(String name, @Nullable String caption, @Nullable Integer colour) {
        public ChoiceClass {
            if (name.isBlank() || name.length() > 200) {
                throw bad("classes", "\"" + name + "\"", "a name of 1 to 200 characters");
            }
        }
    }

    public static final String FIRST = "first";
    public static final String SECOND = "second";
    public static final String TIE = "tie";

    public Question {
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw bad("name", "\"" + name + "\"", "small letters, digits and hyphens");
        }
        if (kind == Kind.CHOICE) {
            classes = checked(classes);
        } else if (classes != null) {
            throw bad("classes", "classes", "none for a pairwise question");
        }
    }

    /** Refuses an answer that this question does not allow; returns it otherwise. */
    public String checkAnswer(String answer) {
        List<String> allowed = answers();
        if (!allowed.contains(answer)) {
            throw new BadInputException(
                    "answers." + name,
                    "\"" + answer + "\"",
                    "one of " + String.join(", ", allowed),
                    Nearest.hint(answer, allowed));
        }
        return answer;
    }

    /** The answers this question allows. */
    public List<String> answers() {
        if (kind == Kind.CHOICE) {
            return classes == null ? List.of() : classes.stream().map(ChoiceClass::name).toList();
        }
        return allowsTies() ? List.of(FIRST, SECOND, TIE) : List.of(FIRST, SECOND);
    }

    public boolean allowsTies() {
        return Boolean.TRUE.equals(ties);
    }

    private static List<ChoiceClass> checked(@Nullable List<ChoiceClass> classes) {
        if (classes == null || classes.size() < 2) {
            throw bad(
                    "classes",
                    classes == null ? "none" : classes.size() + " class",
                    "at least two classes for a choice");
        }
        var seen = new HashSet<String>();
        for (ChoiceClass choice : classes) {
            if (!seen.add(choice.name())) {
                throw bad("classes", "\"" + choice.name() + "\" twice", "every name once");
            }
        }
        return List.copyOf(classes);
    }

    private static BadInputException bad(String field, String found, String expected) {
        return new BadInputException(
                "questions." + field, found, expected, "Change the question and send it again.");
    }
}
