package org.maslin.server.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;

/** The fields of a request, checked as they are read. Fields that nobody reads are let pass. */
record Body(JsonNode json) {

    private static final int SHOWN = 80;

    Body {
        if (!json.isObject()) {
            throw new BadInputException(
                    "body", "no object", "a JSON object", "Send the fields as JSON.");
        }
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw bad(field, "a text");
        }
        return value.asString();
    }

    @Nullable String textOrNull(String field) {
        return json.hasNonNull(field) ? text(field) : null;
    }

    double number(String field, double usual, double low, double high) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isNumber() || value.doubleValue() < low || value.doubleValue() > high) {
            throw bad(field, "a number from %s to %s".formatted(low, high));
        }
        return value.doubleValue();
    }

    @Nullable Integer count(String field) {
        if (!json.hasNonNull(field)) {
            return null;
        }
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || value.asInt(0) < 1) {
            throw bad(field, "a whole number of at least 1");
        }
        return value.asInt();
    }

    boolean flag(String field) {
        return json.path(field).asBoolean(false);
    }

    /** One text or a list of them. */
    List<String> texts(String field) {
        JsonNode value = json.path(field);
        var texts = new ArrayList<String>();
        if (value.isString()) {
            texts.add(value.asString());
        } else if (value.isArray()) {
            for (JsonNode one : value) {
                if (!one.isString()) {
                    throw bad(field, "a text, or a list of texts");
                }
                texts.add(one.asString());
            }
        } else if (!value.isMissingNode() && !value.isNull()) {
            throw bad(field, "a text, or a list of texts");
        }
        return texts;
    }

    /** Refuses a field whose meaning the product does not have, unless it says what is usual. */
    void only(String field, String usual) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.toString().equals(usual)) {
            throw new BadInputException(
                    field, shown(value), usual + ", or nothing", "Leave the field out.");
        }
    }

    BadInputException bad(String field, String expected) {
        JsonNode value = json.path(field);
        return new BadInputException(
                field,
                value.isMissingNode() ? "nothing" : shown(value),
                expected,
                "Correct the field and send it again.");
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
