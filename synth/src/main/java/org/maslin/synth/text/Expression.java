package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A formula over drawn values, such as {@code n * unit.factor} or {@code asked == a ? x : y}.
 * Evaluating it is a pure function of the values it names.
 */
public sealed interface Expression {

    record Literal(TextValue value) implements Expression {}

    record Name(String name) implements Expression {}

    record Field(Expression of, String name) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    record Choice(Expression condition, Expression yes, Expression no) implements Expression {}

    record Call(TextFunction function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.arity()) {
                throw new IllegalArgumentException(
                        "The function %s takes %d values, not %d."
                                .formatted(function.word(), function.arity(), arguments.size()));
            }
        }
    }

    /**
     * Reads a formula: whole numbers, {@code 'words'}, names, {@code name.field}, {@code + - * /},
     * comparisons, {@code && ||}, {@code ? :}, brackets and the functions of {@link TextFunction}.
     *
     * @throws IllegalArgumentException that names what cannot be read
     */
    static Expression parse(String source) {
        return new ExpressionParser(source).parse();
    }

    /**
     * The value under these values.
     *
     * @throws IllegalArgumentException if a name is unknown or a value of the wrong kind
     */
    default TextValue in(Map<String, TextValue> values) {
        return switch (this) {
            case Literal(TextValue value) -> value;
            case Name(String name) -> {
                TextValue value = values.get(name);
                if (value == null) {
                    throw new IllegalArgumentException(
                            "Nothing was drawn as (%s).".formatted(name));
                }
                yield value;
            }
            case Field(Expression of, String name) -> {
                if (of.in(values) instanceof TextValue.Entry entry) {
                    yield entry.field(name);
                }
                throw new IllegalArgumentException(
                        "There is no field (%s) of a plain value.".formatted(name));
            }
            case Binary(Operator operator, Expression left, Expression right) ->
                    operator.apply(left.in(values), right.in(values));
            case Choice(Expression condition, Expression yes, Expression no) ->
                    condition.in(values).asTruth() ? yes.in(values) : no.in(values);
            case Call(TextFunction function, List<Expression> arguments) -> {
                var found = new ArrayList<TextValue>();
                arguments.forEach(argument -> found.add(argument.in(values)));
                yield function.apply(found);
            }
        };
    }

    /** The names that the formula speaks of, in order of appearance. */
    default Set<String> names() {
        var names = new LinkedHashSet<String>();
        switch (this) {
            case Literal _ -> {}
            case Name(String name) -> names.add(name);
            case Field(Expression of, String _) -> names.addAll(of.names());
            case Binary(Operator _, Expression left, Expression right) -> {
                names.addAll(left.names());
                names.addAll(right.names());
            }
            case Choice(Expression condition, Expression yes, Expression no) -> {
                names.addAll(condition.names());
                names.addAll(yes.names());
                names.addAll(no.names());
            }
            case Call(TextFunction _, List<Expression> arguments) ->
                    arguments.forEach(argument -> names.addAll(argument.names()));
        }
        return names;
    }
}
