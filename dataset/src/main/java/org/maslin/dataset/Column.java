package org.maslin.dataset;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of a version, beside the two that every version has ({@code key} and {@code split}).
 *
 * @param name letters, digits, underscore, hyphen and dot; begins with a letter
 * @param type what its cells hold; each may also be null
 */
public record Column(String name, Type type) {

    private static final Set<String> TAKEN = Set.of("key", "split");

    public Column {
        if (!name.matches("[A-Za-z][A-Za-z0-9_.-]{0,62}")
                || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The column name (%s) must be a word of at most 63 letters, digits, _ - . and neither key nor split."
                            .formatted(name));
        }
    }

    /** What a cell holds. */
    public enum Type {
        /** {@link String}. */
        TEXT("VARCHAR", String.class),
        /** {@link Double}, finite. */
        NUMBER("DOUBLE", Double.class),
        /** {@link Long}. */
        INTEGER("BIGINT", Long.class),
        /** {@link Boolean}. */
        BOOLEAN("BOOLEAN", Boolean.class),
        /** {@link String} holding one JSON value; kept without white space. */
        JSON("VARCHAR", String.class);

        final String sql;
        private final Class<?> javaType;

        Type(String sql, Class<?> javaType) {
            this.sql = sql;
            this.javaType = javaType;
        }

        boolean takes(@Nullable Object cell) {
            return cell == null
                    || (javaType.isInstance(cell)
                            && !(cell instanceof Double number && !Double.isFinite(number)));
        }

        /** The name in manifests: {@code text}, {@code number}, … */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
