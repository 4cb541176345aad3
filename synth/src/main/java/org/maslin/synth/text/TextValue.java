package org.maslin.synth.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sampler draws or an expression yields, and how it reads inside a sentence. */
public sealed interface TextValue {

    /** The value in words: digits, the word itself, or members joined by comma and space. */
    String text();

    record Whole(long value) implements TextValue {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    record Word(String text) implements TextValue {}

    record Truth(boolean holds) implements TextValue {
        @Override
        public String text() {
            return Boolean.toString(holds);
        }
    }

    /** A thing with named sides, such as one loaf and many loaves. */
    record Entry(Map<String, TextValue> fields) implements TextValue {
        public Entry {
            fields = Map.copyOf(fields);
        }

        /**
         * The value of one field.
         *
         * @throws IllegalArgumentException if there is none of that name
         */
        public TextValue field(String name) {
            TextValue value = fields.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "The field (%s) is not one of %s."
                                .formatted(name, fields.keySet().stream().sorted().toList()));
            }
            return value;
        }

        @Override
        public String text() {
            throw new IllegalArgumentException(
                    "An entry cannot be a text. Name one of its fields: %s."
                            .formatted(fields.keySet().stream().sorted().toList()));
        }
    }

    record Many(List<TextValue> members) implements TextValue {
        public Many {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return members.stream().map(TextValue::text).collect(Collectors.joining(", "));
        }
    }

    /** The whole number that this is. */
    default long asWhole() {
        if (this instanceof Whole whole) {
            return whole.value;
        }
        throw new IllegalArgumentException("A whole number was expected, not %s.".formatted(this));
    }

    /** The members of the list that this is. */
    default List<TextValue> asMembers() {
        if (this instanceof Many many) {
            return many.members;
        }
        throw new IllegalArgumentException("A list was expected, not %s.".formatted(this));
    }

    /** Whether the condition that this is holds. */
    default boolean asTruth() {
        if (this instanceof Truth truth) {
            return truth.holds;
        }
        throw new IllegalArgumentException("A condition was expected, not %s.".formatted(this));
    }
}
