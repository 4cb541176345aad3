package org.maslin.server.plumbing.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The one JSON of the product: records as they are, enums in kebab case, unknown fields refused.
 */
public final class Json {

    private static final int LONGEST_STRING = 20_000_000;

    private Json() {}

    public static JsonMapper mapper() {
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxStringLength(LONGEST_STRING)
                                        .build())
                        .build();
        return JsonMapper.builder(factory)
                .annotationIntrospector(new HouseRules())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> {
                            texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                            texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                            texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                        })
                .addMixIn(Figure.class, WithoutAbsentEnds.class)
                .build();
    }

    /** The word of an enum constant on the wire and in the database. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The enum constant of a word. */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All words of an enum, for messages. */
    static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> word((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface WithoutAbsentEnds {}

    /** Enums in kebab case; a record component that is not {@code @Nullable} is required. */
    private static final class HouseRules extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = word(constants[i]);
            }
            return names;
        }

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return mustBeThere(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return mustBeThere(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(config, annotated);
        }

        private static boolean mustBeThere(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                    && constructor.getDeclaringClass().isRecord()
                    && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()]
                            .isAnnotationPresent(Nullable.class);
        }
    }
}
