package org.maslin.server.recipes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import tools.jackson.databind.JsonNode;

/** A value of a recipe file that knows where it stands, so that every error can say so. */
final class RecipeNode {

    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final String path;
    private final JsonNode node;

    RecipeNode(String file, JsonNode node) {
        this(file, "", node);
    }

    private RecipeNode(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** Refuses every key but these. */
    RecipeNode onlyKeys(String... known) {
        for (String key : keys()) {
            if (!Arrays.asList(known).contains(key)) {
                throw new BadInputException(
                        place(),
                        "the key \"%s\"".formatted(key),
                        "one of " + String.join(", ", known),
                        Nearest.hint(key, Arrays.asList(known)));
            }
        }
        return this;
    }

    List<String> keys() {
        if (!node.isObject()) {
            throw wrong("keys with values", "Write \"key: value\" lines.");
        }
        return new ArrayList<>(node.propertyNames());
    }

    boolean has(String key) {
        return node.isObject() && node.hasNonNull(key);
    }

    boolean isObject() {
        return node.isObject();
    }

    RecipeNode at(String key) {
        RecipeNode child = ifPresent(key);
        if (child == null) {
            throw new BadInputException(
                    place(),
                    "no key \"%s\"".formatted(key),
                    "one",
                    "Add \"%s:\" here.".formatted(key));
        }
        return child;
    }

    @Nullable RecipeNode ifPresent(String key) {
        JsonNode child = node.isObject() ? node.get(key) : null;
        return child == null || child.isNull()
                ? null
                : new RecipeNode(file, path.isEmpty() ? key : path + "." + key, child);
    }

    List<RecipeNode> items() {
        if (!node.isArray()) {
            throw wrong("a list", "Write \"[a, b]\", or \"- a\" lines.");
        }
        var items = new ArrayList<RecipeNode>();
        for (JsonNode item : node) {
            items.add(new RecipeNode(file, "%s[%d]".formatted(path, items.size() + 1), item));
        }
        return items;
    }

    <T> List<T> items(Function<RecipeNode, T> read) {
        return items().stream().map(read).toList();
    }

    /** The text here; a bare number counts as its digits. */
    String text() {
        if (!node.isValueNode() || node.isNull()) {
            throw wrong("a text", "Put it in quotes if it holds a colon or a bracket.");
        }
        return node.asString();
    }

    boolean isWhole() {
        return node.isIntegralNumber();
    }

    long whole() {
        if (!node.isIntegralNumber()) {
            throw wrong("a whole number", "Write digits only.");
        }
        return node.longValue();
    }

    double number() {
        if (!node.isNumber()) {
            throw wrong("a number", "Write a number such as 0.5.");
        }
        return node.doubleValue();
    }

    /** The constant whose name in kebab case stands here. */
    <E extends Enum<E>> E oneOf(E[] constants) {
        List<String> names = Arrays.stream(constants).map(RecipeNode::kebab).toList();
        int index = names.indexOf(text());
        if (index < 0) {
            throw wrong("one of " + String.join(", ", names), Nearest.hint(text(), names));
        }
        return constants[index];
    }

    /** Runs a reader and puts this place before its complaint. */
    <T> T here(Supplier<T> read) {
        try {
            return read.get();
        } catch (BadInputException placed) {
            throw placed;
        } catch (IllegalArgumentException bad) {
            throw new BadInputException(
                    place(),
                    quote(),
                    "a recipe that makes sense",
                    String.valueOf(bad.getMessage()));
        }
    }

    BadInputException wrong(String expected, String hint) {
        return new BadInputException(place(), quote(), expected, hint);
    }

    private String place() {
        return path.isEmpty() ? file : "%s, %s".formatted(file, path);
    }

    private String quote() {
        String text = node.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
