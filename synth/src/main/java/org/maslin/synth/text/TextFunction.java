package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The functions of a formula. Positions count from 1. */
public enum TextFunction {
    /** The list in alphabetical order. */
    SORTED(1),
    /** The list from its end to its start. */
    REVERSED(1),
    FIRST(1),
    LAST(1),
    /** How many members a list has. */
    COUNT(1),
    /** The member of a list at a position. */
    ITEM(2),
    /** The list without the member at a position. */
    WITHOUT(2),
    MIN(2),
    MAX(2);

    private final int arity;

    TextFunction(int arity) {
        this.arity = arity;
    }

    int arity() {
        return arity;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean yieldsNumber() {
        return switch (this) {
            case COUNT, MIN, MAX -> true;
            case SORTED, REVERSED, FIRST, LAST, ITEM, WITHOUT -> false;
        };
    }

    boolean yieldsMember() {
        return switch (this) {
            case FIRST, LAST, ITEM -> true;
            case SORTED, REVERSED, COUNT, WITHOUT, MIN, MAX -> false;
        };
    }

    TextValue apply(List<TextValue> arguments) {
        TextValue first = arguments.getFirst();
        return switch (this) {
            case SORTED ->
                    new TextValue.Many(
                            first.asMembers().stream()
                                    .sorted(Comparator.comparing(TextValue::text))
                                    .toList());
            case REVERSED -> new TextValue.Many(first.asMembers().reversed());
            case FIRST -> first.asMembers().getFirst();
            case LAST -> first.asMembers().getLast();
            case COUNT -> new TextValue.Whole(first.asMembers().size());
            case ITEM -> first.asMembers().get(index(first, arguments.get(1)));
            case WITHOUT -> {
                var rest = new ArrayList<>(first.asMembers());
                rest.remove(index(first, arguments.get(1)));
                yield new TextValue.Many(rest);
            }
            case MIN -> new TextValue.Whole(Math.min(first.asWhole(), arguments.get(1).asWhole()));
            case MAX -> new TextValue.Whole(Math.max(first.asWhole(), arguments.get(1).asWhole()));
        };
    }

    private static int index(TextValue list, TextValue position) {
        long at = position.asWhole();
        if (at < 1 || at > list.asMembers().size()) {
            throw new IllegalArgumentException(
                    "The position (%d) must lie between 1 and %d."
                            .formatted(at, list.asMembers().size()));
        }
        return (int) at - 1;
    }
}
