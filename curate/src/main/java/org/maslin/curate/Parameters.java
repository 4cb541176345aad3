package org.maslin.curate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
                            ? typed(name, types[i], changes.get(name))
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

    private static Object typed(String name, Class<?> type, Object value) {
        if (type == int.class && value instanceof Integer) {
            return value;
        }
        if (type == double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (type == List.class
                && value instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)) {
            return value;
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (plain(constant).equals(value)) {
                    return constant;
                }
            }
        }
        throw new IllegalArgumentException(
                "%s (%s) must be %s".formatted(name, value, expected(type)));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> String.valueOf(plain(constant)))
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        return type == boolean.class ? "true or false" : "a list of texts";
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
