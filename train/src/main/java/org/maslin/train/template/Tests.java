package org.maslin.train.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Values.Undefined;

/** What can be asked with {@code is}. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Tests {

    private Tests() {}

    static boolean exists(String name) {
        try {
            holds(name, "", List.of(""));
            return true;
        } catch (TemplateError e) {
            return !e.getMessage().startsWith("no test");
        }
    }

    static boolean holds(String name, @Nullable Object value, List<@Nullable Object> arguments) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == null;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "number" -> Values.isNumber(value);
            case "string" -> value instanceof String;
            case "mapping" -> value instanceof Map;
            case "sequence" ->
                    value instanceof List
                            || value instanceof Map
                            || value instanceof String
                            || value instanceof Undefined;
            case "iterable" ->
                    value instanceof List
                            || value instanceof Map
                            || value instanceof String
                            || value instanceof Undefined;
            case "callable" -> value instanceof Values.Function;
            case "odd" -> Math.floorMod(Values.whole(value), 2) == 1;
            case "even" -> Math.floorMod(Values.whole(value), 2) == 0;
            case "divisibleby" -> {
                long by = Values.whole(argument(name, arguments));
                if (by == 0) {
                    throw new TemplateError("division by zero");
                }
                yield Values.whole(value) % by == 0;
            }
            case "lower" -> {
                String text = Values.text(value);
                yield text.equals(text.toLowerCase(Locale.ROOT))
                        && !text.equals(text.toUpperCase(Locale.ROOT));
            }
            case "upper" -> {
                String text = Values.text(value);
                yield text.equals(text.toUpperCase(Locale.ROOT))
                        && !text.equals(text.toLowerCase(Locale.ROOT));
            }
            case "escaped" -> false;
            case "filter" -> Filters.NAMES.contains(Values.text(value));
            case "test" -> exists(Values.text(value));
            case "eq", "equalto", "==" -> Values.same(value, argument(name, arguments));
            case "ne", "!=" -> !Values.same(value, argument(name, arguments));
            case "lt", "lessthan", "<" -> Values.order(value, argument(name, arguments)) < 0;
            case "le", "<=" -> Values.order(value, argument(name, arguments)) <= 0;
            case "gt", "greaterthan", ">" -> Values.order(value, argument(name, arguments)) > 0;
            case "ge", ">=" -> Values.order(value, argument(name, arguments)) >= 0;
            case "in" -> Values.contains(argument(name, arguments), value);
            case "sameas" -> {
                @Nullable Object other = argument(name, arguments);
                yield value == other
                        || (value instanceof Boolean && value.equals(other))
                        || (value instanceof Long && value.equals(other));
            }
            default -> throw new TemplateError("no test is named \"%s\"".formatted(name));
        };
    }

    private static @Nullable Object argument(String name, List<@Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            throw new TemplateError("the test \"%s\" needs an argument".formatted(name));
        }
        return arguments.getFirst();
    }
}
