package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a body whose shape the caller decides. What nobody reads is ignored; what is read
 * must fit, or the message names the field. Null is the same as absent.
 */
record Fields(ObjectNode node) {

    private static final int LONGEST_QUOTE = 80;

    /** The fields of a body that is an object; no body has no fields. */
    static Fields of(JsonNode body) {
        if (body.isMissingNode() || body.isNull()) {
            return new Fields(JsonNodeFactory.instance.objectNode());
        }
        if (!(body instanceof ObjectNode object)) {
            throw bad("body", body, "a JSON object");
        }
        refuseNul("body", object);
        return new Fields(object);
    }

    /** An object as the plain values that JSON has. */
    static Map<String, Object> map(ObjectNode object, JsonMapper json) {
        return json.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }

    /** The texts of a body that is a bare list; no body has none. */
    static List<String> textsOf(JsonNode body) {
        return body.isMissingNode() || body.isNull() ? List.of() : texts("body", body);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonNode get(String name) {
        return node.path(name);
    }

    @Nullable String text(String name) {
        return has(name) ? checked(name, JsonNode::isString, "a text").asString() : null;
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw missing(name, "a text");
        }
        return text;
    }

    boolean flag(String name) {
        return has(name) && checked(name, JsonNode::isBoolean, "true or false").asBoolean();
    }

    @Nullable Integer integer(String name) {
        return has(name)
                ? checked(name, JsonNode::canConvertToInt, "a whole number").asInt()
                : null;
    }

    @Nullable ObjectNode object(String name) {
        return has(name) ? (ObjectNode) checked(name, JsonNode::isObject, "an object") : null;
    }

    @Nullable ArrayNode list(String name) {
        return has(name) ? (ArrayNode) checked(name, JsonNode::isArray, "a list") : null;
    }

    /** A list of texts; empty if absent. */
    List<String> texts(String name) {
        return has(name) ? texts(name, node.path(name)) : List.of();
    }

    private static List<String> texts(String place, JsonNode list) {
        if (!list.isArray()) {
            throw bad(place, list, "a list of texts");
        }
        var texts = new ArrayList<String>();
        for (JsonNode one : list) {
            if (!one.isString() || one.asString().isBlank()) {
                throw bad("%s[%d]".formatted(place, texts.size()), one, "a text");
            }
            refuseNul(place, one);
            texts.add(one.asString());
        }
        return texts;
    }

    private JsonNode checked(String name, Predicate<JsonNode> fits, String expected) {
        JsonNode value = node.path(name);
        if (!fits.test(value)) {
            throw bad(name, value, expected);
        }
        return value;
    }

    static BadInputException missing(String name, String expected) {
        return new BadInputException(name, "nothing", expected, "Send \"" + name + "\".");
    }

    static BadInputException bad(String place, JsonNode found, String expected) {
        String quote = found.toString();
        return new BadInputException(
                place,
                quote.length() <= LONGEST_QUOTE ? quote : quote.substring(0, LONGEST_QUOTE) + "…",
                expected,
                "Change the field \"" + place + "\".");
    }

    /** The database has no place for this character. */
    private static void refuseNul(String place, JsonNode node) {
        if (node.isString() && node.asString().indexOf('\0') >= 0) {
            throw new BadInputException(
                    place,
                    "the character U+0000",
                    "text without it",
                    "It ends texts in many programs; remove it.");
        }
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                refuseNul(
                                        field.getKey(),
                                        JsonNodeFactory.instance.stringNode(field.getKey()));
                                refuseNul(field.getKey(), field.getValue());
                            });
        } else if (node.isArray()) {
            node.forEach(one -> refuseNul(place, one));
        }
    }
}
