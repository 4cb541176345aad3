package org.maslin.curate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a stage by their names in kebab case, as recipes and manifests write them. */
public final class Parameters {

    private Parameters() {}

    /** Numbers, truth values, strings and lists of strings; enum values in kebab case. */
    public static Map<String, Object> of(Stage stage) {
        var values = new LinkedHashMap<String, Object>();
        for (RecordComponent component : components(stage)) {
            values.put(kebab(component.getName()), plain(read(stage, component)));
        }
        return values;
    }

    /**
     * The stage with some parameters changed.
     *
     * @throws IllegalArgumentException if a value does not fit; its message says what would
     */
    public static Stage with(Stage stage, Map<String, Object> changes) {
        RecordComponent[] components = components(stage);
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = kebab(components[i].getName());
            types[i] = components[i].getType();
            values[i] =
                    changes.containsKey(name)
                            ? typed(name, read(stage, components[i]), changes.get(name))
                            : read(stage, components[i]);
        }
        try {
            return stage.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IllegalArgumentException bad
                    ? bad
                    : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A stage is a public record.", e);
        }
    }

    /** The value as the type of the one it takes the place of. */
    private static Object typed(String name, Object before, @Nullable Object value) {
        Object typed =
                switch (before) {
                    case Integer i -> value instanceof Integer ? value : null;
                    case Double d -> value instanceof Number n ? n.doubleValue() : null;
                    case Boolean b -> value instanceof Boolean ? value : null;
                    case List<?> list ->
                            value instanceof List<?> l ? elements(name, list, l) : null;
                    case Enum<?> constant -> constant(constant, value);
                    case String text -> value instanceof String ? value : null;
                    default -> throw new IllegalStateException("No parameter has such a type.");
                };
        if (typed == null) {
            throw new IllegalArgumentException(
                    "%s (%s) must be %s.".formatted(name, value, expected(before)));
        }
        return typed;
    }

    private static List<Object> elements(String name, List<?> before, List<?> values) {
        Object example = before.isEmpty() ? "" : before.getFirst();
        return values.stream().map(value -> typed(name, example, value)).toList();
    }

    private static @Nullable Object constant(Enum<?> before, @Nullable Object value) {
        return Arrays.stream(before.getDeclaringClass().getEnumConstants())
                .filter(constant -> plain(constant).equals(value))
                .findFirst()
                .orElse(null);
    }

    private static String expected(Object before) {
        return switch (before) {
            case Integer i -> "a whole number";
            case Double d -> "a number";
            case Boolean b -> "true or false";
            case List<?> list -> "a list";
            case Enum<?> constant ->
                    Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                            .map(each -> String.valueOf(plain(each)))
                            .collect(Collectors.joining(" or "));
            default -> "a text";
        };
    }

    private static Object read(Stage stage, RecordComponent component) {
        try {
            return component.getAccessor().invoke(stage);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A stage is a public record.", e);
        }
    }

    private static RecordComponent[] components(Stage stage) {
        RecordComponent[] components = stage.getClass().getRecordComponents();
        if (components == null) {
            throw new IllegalStateException(
                    "The stage %s is no record, so its parameters cannot be read."
                            .formatted(stage.name()));
        }
        return components;
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
