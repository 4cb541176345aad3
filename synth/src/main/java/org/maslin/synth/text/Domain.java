package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a formula can yield, seen from outside: how it may read, and what a text can stand for. */
sealed interface Domain {

    Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,8}");

    /** Any whole number. */
    record Numbers() implements Domain {}

    /** One of these values. */
    record Known(List<TextValue> values) implements Domain {}

    /** Members of one domain, joined by comma and space. */
    record ListOf(Domain member) implements Domain {}

    record Either(Domain one, Domain other) implements Domain {}

    /** The domain of a formula inside a topic. */
    static Domain of(Expression expression, Topic topic, World world) {
        return switch (expression) {
            case Expression.Literal(TextValue value) -> new Known(List.of(value));
            case Expression.Name(String name) -> of(topic.draw(name).sampler(), topic, world);
            case Expression.Field(Expression of, String name) -> of(of, topic, world).field(name);
            case Expression.Choice(Expression _, Expression yes, Expression no) ->
                    new Either(of(yes, topic, world), of(no, topic, world));
            case Expression.Binary(Operator operator, Expression _, Expression _) -> {
                if (operator.yieldsNumber()) {
                    yield new Numbers();
                }
                throw new IllegalArgumentException(
                        "A condition (%s) cannot be a text. Choose one with ? and :."
                                .formatted(operator.sign()));
            }
            case Expression.Call(TextFunction function, List<Expression> arguments) -> {
                if (function.yieldsNumber()) {
                    yield new Numbers();
                }
                Domain list = of(arguments.getFirst(), topic, world);
                yield function.yieldsMember() ? list.member() : list;
            }
        };
    }

    private static Domain of(Sampler sampler, Topic topic, World world) {
        return switch (sampler) {
            case Sampler.IntegerRange _ -> new Numbers();
            case Sampler.OneOf(String list) -> new Known(world.list(list));
            case Sampler.SomeOf(String list, int _, int _) ->
                    new ListOf(new Known(world.list(list)));
            case Sampler.AnyOf(List<Expression> formulas) ->
                    formulas.stream()
                            .map(formula -> of(formula, topic, world))
                            .distinct()
                            .reduce(Either::new)
                            .orElseThrow();
            case Sampler.Shuffled(Expression list) -> of(list, topic, world);
            case Sampler.Computed(Expression formula) -> of(formula, topic, world);
        };
    }

    /** A pattern, without groups, of the texts that a value of this domain can have. */
    default String pattern() {
        return switch (this) {
            case Numbers _ -> "(?:" + NUMBER + ")";
            case Known(List<TextValue> values) ->
                    values.stream()
                            .map(TextValue::text)
                            .distinct()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|", "(?:", ")"));
            case ListOf(Domain member) -> "%1$s(?:, %1$s)*".formatted(member.pattern());
            case Either(Domain one, Domain other) ->
                    "(?:%s|%s)".formatted(one.pattern(), other.pattern());
        };
    }

    /** The values that read like this, if any. */
    default List<TextValue> read(String text) {
        return switch (this) {
            case Numbers _ ->
                    NUMBER.matcher(text).matches()
                            ? List.of(new TextValue.Whole(Long.parseLong(text)))
                            : List.of();
            case Known(List<TextValue> values) ->
                    values.stream().filter(value -> value.text().equals(text)).toList();
            case ListOf(Domain member) -> {
                var members = new ArrayList<TextValue>();
                for (String each : text.split(", ", -1)) {
                    List<TextValue> read = member.read(each);
                    if (read.isEmpty()) {
                        yield List.of();
                    }
                    members.add(read.getFirst());
                }
                yield List.of(new TextValue.Many(members));
            }
            case Either(Domain one, Domain other) -> {
                var all = new LinkedHashSet<>(one.read(text));
                all.addAll(other.read(text));
                yield List.copyOf(all);
            }
        };
    }

    /** The values whose field reads like this, if any. */
    default List<TextValue> readField(String field, String text) {
        return switch (this) {
            case Known(List<TextValue> values) ->
                    values.stream()
                            .filter(
                                    value ->
                                            value instanceof TextValue.Entry entry
                                                    && entry.field(field).text().equals(text))
                            .toList();
            case Either(Domain one, Domain other) -> {
                var all = new LinkedHashSet<>(one.readField(field, text));
                all.addAll(other.readField(field, text));
                yield List.copyOf(all);
            }
            case Numbers _, ListOf _ -> List.of();
        };
    }

    private Domain field(String name) {
        return switch (this) {
            case Known(List<TextValue> values) ->
                    new Known(
                            values.stream()
                                    .map(value -> ((TextValue.Entry) value).field(name))
                                    .toList());
            case Either(Domain one, Domain other) -> new Either(one.field(name), other.field(name));
            case Numbers _, ListOf _ ->
                    throw new IllegalArgumentException(
                            "Only an entry of a list has a field (%s).".formatted(name));
        };
    }

    private Domain member() {
        if (this instanceof ListOf(Domain member)) {
            return member;
        }
        throw new IllegalArgumentException("Only a list has members.");
    }
}
