package org.maslin.server.plumbing.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body into a record, and turns what goes wrong into place, value, expectation, way out.
 */
public final class JsonBody {

    private static final int LONGEST_QUOTE = 80;

    private JsonBody() {}

    static <T> T read(JsonMapper json, byte[] bytes, Class<T> type) {
        if (bytes.length == 0) {
            throw new BadInputException(
                    "body", "nothing", "a JSON object", "Send the object described in the API.");
        }
        return bind(json, () -> json.readValue(bytes, type), "body");
    }

    /** Reads a record from a part of JSON; places begin at that part. */
    public static <T> T read(JsonMapper json, ObjectNode fields, Class<T> type) {
        return bind(json, () -> json.treeToValue(fields, type), "");
    }

    private static <T> T bind(JsonMapper json, Supplier<T> reading, String root) {
        try {
            return reading.get();
        } catch (UnrecognizedPropertyException e) {
            throw unknownField(e, root);
        } catch (ValueInstantiationException e) {
            throw refusedByConstructor(e, root);
        } catch (InvalidNullException e) {
            throw new BadInputException(
                    place(e, root), "null", "a value", "Give the field a value.");
        } catch (InvalidFormatException e) {
            throw mismatch(e, root, shortened(json.writeValueAsString(e.getValue())));
        } catch (InvalidTypeIdException e) {
            String found = e.getTypeId() == null ? "nothing" : "\"" + e.getTypeId() + "\"";
            List<String> known = kinds(e.getBaseType().getRawClass());
            throw new BadInputException(
                    place(e, root) + ".kind",
                    found,
                    "one of " + String.join(", ", known),
                    Nearest.hint(String.valueOf(e.getTypeId()), known));
        } catch (MismatchedInputException e) {
            boolean missing = String.valueOf(e.getOriginalMessage()).startsWith("Missing required");
            throw mismatch(e, root, missing ? "nothing" : shortened(e.getOriginalMessage()));
        } catch (StreamReadException e) {
            throw new BadInputException(
                    "body, line %d, column %d"
                            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    shortened(e.getOriginalMessage().replaceFirst(" \\(.*", "")),
                    "well-formed JSON",
                    "Check quotes, commas and brackets there.");
        }
    }

    private static List<String> kinds(Class<?> base) {
        var kinds = base.getAnnotation(JsonSubTypes.class);
        return kinds == null
                ? List.of()
                : Arrays.stream(kinds.value()).map(JsonSubTypes.Type::name).toList();
    }

    private static BadInputException unknownField(UnrecognizedPropertyException e, String root) {
        var known =
                e.getKnownPropertyIds() == null
                        ? List.<String>of()
                        : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        return new BadInputException(
                place(e, root),
                "the field \"" + e.getPropertyName() + "\"",
                "one of " + String.join(", ", known),
                Nearest.hint(e.getPropertyName(), known));
    }

    private static RuntimeException refusedByConstructor(
            ValueInstantiationException e, String root) {
        if (e.getCause() instanceof BadInputException bad) {
            return bad;
        }
        String message = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
        return new BadInputException(
                place(e, root),
                shortened(String.valueOf(message)),
                "a valid value",
                "Compare with the API description.");
    }

    private static BadInputException mismatch(
            MismatchedInputException e, String root, String found) {
        return new BadInputException(
                place(e, root), found, expectation(e), "Compare with the API description.");
    }

    private static String expectation(MismatchedInputException e) {
        Class<?> target = e.getTargetType();
        if (target == null) {
            return "another type";
        }
        if (target.isEnum()) {
            return "one of " + Json.words(target);
        }
        if (target == String.class) {
            return "a text";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
            return "a number";
        }
        if (target == UUID.class) {
            return "an id";
        }
        if (Collection.class.isAssignableFrom(target)) {
            return "a list";
        }
        return target.isRecord() || Map.class.isAssignableFrom(target)
                ? "an object"
                : "another value";
    }

    private static String place(JacksonException e, String root) {
        String path =
                e.getPath().stream()
                        .map(
                                step ->
                                        step.getPropertyName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : "." + step.getPropertyName())
                        .collect(Collectors.joining());
        String place = root + path;
        return place.startsWith(".") ? place.substring(1) : place;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
