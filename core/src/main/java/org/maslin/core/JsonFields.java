package org.maslin.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object read by {@link CanonicalJson#parse}, each asked for by name and type.
 * Every accessor throws {@link BadInputException} naming place and field if the field is not there
 * or holds something else.
 */
public final class JsonFields {

    private final String place;
    private final Map<?, ?> fields;

    private JsonFields(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** The fields of the object with this text; {@code place} names it in errors. */
    public static JsonFields parse(String place, String text) {
        return of(place, CanonicalJson.parse(text));
    }

    private static JsonFields of(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields(place, map);
        }
        throw wrong(place, value, "an object");
    }

    public Set<String> names() {
        var names = new TreeSet<String>();
        fields.keySet().forEach(name -> names.add((String) name));
        return names;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public String string(String name) {
        return field(name, String.class, "a string");
    }

    public long integer(String name) {
        return field(name, Long.class, "an integer");
    }

    public JsonFields object(String name) {
        return of(place + ", field " + name, fields.get(name));
    }

    /** A list of objects. */
    public List<JsonFields> objects(String name) {
        var objects = new ArrayList<JsonFields>();
        for (Object object : field(name, List.class, "a list")) {
            objects.add(of("%s, field %s[%d]".formatted(place, name, objects.size()), object));
        }
        return objects;
    }

    /** An object whose fields are all strings. */
    public SortedMap<String, String> strings(String name) {
        JsonFields object = object(name);
        var strings = new TreeMap<String, String>();
        object.names().forEach(key -> strings.put(key, object.string(key)));
        return strings;
    }

    /** An object whose fields are all integers. */
    public SortedMap<String, Long> integers(String name) {
        JsonFields object = object(name);
        var integers = new TreeMap<String, Long>();
        object.names().forEach(key -> integers.put(key, object.integer(key)));
        return integers;
    }

    /** What to throw when a field's value has the type but not the form it must have. */
    public BadInputException wrong(String name, String expected) {
        return wrong(place + ", field " + name, fields.get(name), expected);
    }

    private <T> T field(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw wrong(name, expected);
    }

    private static BadInputException wrong(String place, @Nullable Object found, String expected) {
        return new BadInputException(
                place,
                found == null ? "nothing" : String.valueOf(found),
                expected,
                "Take the file as it was made, or make it again.");
    }
}
