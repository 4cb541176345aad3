package org.maslin.server.scale;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.MultiChoiceQuestion;
import org.maslin.server.projects.NumberQuestion;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.TextQuestion;
import tools.jackson.databind.JsonNode;

/** A field or an attribute as a question: a text, a number, or one or several of its choices. */
final class NativeField {

    private static final int LONGEST_CAPTION = 1000;

    private NativeField() {}

    /**
     * @param name of the question
     * @param theirs the name the client gave it, for a caption
     * @return null if it is of a type that we cannot ask for
     */
    static @Nullable Question question(
            String name, String theirs, JsonNode field, Asking.@Nullable Condition when) {
        String caption = firstText(field, theirs, "title", "description", "caption");
        String help =
                field.path("title").isString() && field.path("description").isString()
                        ? field.path("description").asString()
                        : null;
        boolean required = field.path("required").asBoolean(true);
        var asking = new Asking(required ? null : false, help, when, null, null);
        JsonNode choices = field.path("choices");
        String usual = choices.isArray() ? "category" : "text";
        return switch (field.path("type").asString(usual).toLowerCase(Locale.ROOT)) {
            case "text", "date" -> new TextQuestion(name, caption, null, null, asking);
            case "number" ->
                    new NumberQuestion(
                            name,
                            caption,
                            number(field, "min"),
                            number(field, "max"),
                            null,
                            null,
                            asking);
            case "category" -> choice(name, caption, field, asking);
            default -> null;
        };
    }

    private static @Nullable Question choice(
            String name, String caption, JsonNode field, Asking asking) {
        List<ChoiceClass> classes = NativeLabels.choices(field.path("choices"));
        if (classes == null || classes.isEmpty()) {
            return null;
        }
        if (takesSeveral(field) || classes.size() == 1) {
            Integer least = Boolean.FALSE.equals(asking.required()) ? null : 1;
            return new MultiChoiceQuestion(name, caption, classes, least, null, asking);
        }
        return new ChoiceQuestion(name, caption, classes, asking);
    }

    static boolean takesSeveral(JsonNode field) {
        return field.path("allow_multiple").asBoolean(false)
                || field.path("max_choices").asInt(1) > 1;
    }

    private static String firstText(JsonNode field, String otherwise, String... names) {
        for (String name : names) {
            if (field.path(name).isString() && !field.path(name).asString().isBlank()) {
                String text = field.path(name).asString();
                return text.substring(0, Math.min(LONGEST_CAPTION, text.length()));
            }
        }
        return otherwise;
    }

    private static @Nullable Double number(JsonNode field, String name) {
        return field.path(name).isNumber() ? field.path(name).asDouble() : null;
    }
}
