package org.maslin.train.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Values.Function;
import org.maslin.train.template.Values.Namespace;
import org.maslin.train.template.Values.Tuple;
import org.maslin.train.template.Values.Undefined;

/** Runs a template, counting its steps. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Interpreter {

    private static final long MOST_STEPS = 5_000_000;
    private static final int DEEPEST = 120;

    /** Names that have values, those of the surroundings beneath. */
    private static final class Names {
        private final @Nullable Names outer;
        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Names(@Nullable Names outer) {
            this.outer = outer;
        }

        private boolean has(String name) {
            return values.containsKey(name) || (outer != null && outer.has(name));
        }

        private @Nullable Object get(String name) {
            return values.containsKey(name) || outer == null ? values.get(name) : outer.get(name);
        }
    }

    /** How a body ended. */
    private enum End {
        WHOLE,
        BREAK,
        CONTINUE
    }

    private final Filters filters = new Filters(this);
    private final Deque<StringBuilder> outputs = new ArrayDeque<>();
    private final List<Template.Span> spans = new ArrayList<>();
    private Names names;
    private long steps;
    private int depth;

    private Interpreter(Map<String, @Nullable Object> variables) {
        this.names = new Names(null);
        names.values.putAll(variables);
        names = new Names(names);
    }

    static Template.Rendered run(
            List<Statement> template, Map<String, @Nullable Object> variables) {
        var interpreter = new Interpreter(variables);
        var text = new StringBuilder();
        interpreter.outputs.push(text);
        interpreter.body(template);
        return new Template.Rendered(text.toString(), interpreter.spans);
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw new TemplateError("the template takes too many steps");
        }
    }

    private void write(String text) {
        Values.bounded(outputs.element().append(text));
    }

    // ---- statements

    private End body(List<Statement> statements) {
        for (Statement statement : statements) {
            End end = run(statement);
            if (end != End.WHOLE) {
                return end;
            }
        }
        return End.WHOLE;
    }

    private End run(Statement statement) {
        step();
        switch (statement) {
            case Statement.Data data -> write(data.text());
            case Statement.Output output -> write(Values.text(value(output.value())));
            case Statement.If choice -> {
                return choose(choice);
            }
            case Statement.For loop -> loop(loop, value(loop.over()), 0);
            case Statement.Set set ->
                    assign(set.targets(), set.targets().size() > 1, value(set.value()));
            case Statement.SetAttribute set -> {
                if (!(names.get(set.namespace()) instanceof Namespace namespace)) {
                    throw new TemplateError("\"%s\" is no namespace".formatted(set.namespace()));
                }
                namespace.attributes().put(set.attribute(), value(set.value()));
            }
            case Statement.SetBlock set ->
                    names.values.put(set.target(), filtered(set.filtered(), captured(set.body())));
            case Statement.FilterBlock block ->
                    write(Values.text(filtered(block.filter(), captured(block.body()))));
            case Statement.With with -> {
                List<@Nullable Object> values = new ArrayList<>();
                with.values().forEach(one -> values.add(value(one)));
                Names outer = enter();
                for (int i = 0; i < values.size(); i++) {
                    names.values.put(with.names().get(i), values.get(i));
                }
                End end = body(with.body());
                names = outer;
                return end;
            }
            case Statement.Macro macro -> names.values.put(macro.name(), macro(macro, names));
            case Statement.CallBlock block -> {
                Names outer = enter();
                names.values.put(" caller", macro(block.caller(), outer));
                write(Values.text(value(block.call())));
                names = outer;
            }
            case Statement.Generation generation -> generation(generation);
            case Statement.Break end -> {
                return End.BREAK;
            }
            case Statement.Continue end -> {
                return End.CONTINUE;
            }
        }
        return End.WHOLE;
    }

    private Names enter() {
        Names outer = names;
        names = new Names(outer);
        return outer;
    }

    private End choose(Statement.If choice) {
        for (int i = 0; i < choice.conditions().size(); i++) {
            if (Values.truth(value(choice.conditions().get(i)))) {
                return body(choice.bodies().get(i));
            }
        }
        return body(choice.otherwise());
    }

    private String captured(List<Statement> statements) {
        outputs.push(new StringBuilder());
        Names outer = enter();
        body(statements);
        names = outer;
        return outputs.pop().toString();
    }

    private @Nullable Object filtered(@Nullable Expression filter, String text) {
        if (filter == null) {
            return text;
        }
        Names outer = enter();
        names.values.put(Parser.BODY, text);
        @Nullable Object value = value(filter);
        names = outer;
        return value;
    }

    private void generation(Statement.Generation generation) {
        String text = captured(generation.body());
        StringBuilder whole = outputs.getLast();
        int start = whole.codePointCount(0, whole.length());
        spans.add(new Template.Span(start, start + text.codePointCount(0, text.length())));
        write(text);
    }

    private void assign(List<String> targets, boolean unpacks, @Nullable Object value) {
        if (!unpacks) {
            names.values.put(targets.getFirst(), value);
            return;
        }
        List<@Nullable Object> parts = Values.items(value);
        if (parts.size() != targets.size()) {
            throw new TemplateError(
                    "%d values for %d names".formatted(parts.size(), targets.size()));
        }
        for (int i = 0; i < parts.size(); i++) {
            names.values.put(targets.get(i), parts.get(i));
        }
    }

    private void loop(Statement.For loop, @Nullable Object over, int level) {
        if (++depth > DEEPEST) {
            throw new TemplateError("the template is nested too deep");
        }
        List<@Nullable Object> items = kept(loop, Values.items(over));
        Names outer = names;
        var state =
                new Loop(
                        items,
                        level,
                        inner -> {
                            outputs.push(new StringBuilder());
                            Names inside = names;
                            names = outer;
                            loop(loop, inner, level + 1);
                            names = inside;
                            return outputs.pop().toString();
                        });
        for (int i = 0; i < items.size(); i++) {
            step();
            names = new Names(outer);
            state.at(i);
            names.values.put("loop", state);
            assign(loop.targets(), loop.unpacks(), items.get(i));
            if (body(loop.body()) == End.BREAK) {
                break;
            }
        }
        if (items.isEmpty()) {
            names = new Names(outer);
            body(loop.otherwise());
        }
        names = outer;
        depth--;
    }

    private List<@Nullable Object> kept(Statement.For loop, List<@Nullable Object> items) {
        if (loop.condition() == null) {
            return items;
        }
        List<@Nullable Object> kept = new ArrayList<>();
        Names outer = names;
        for (@Nullable Object item : items) {
            names = new Names(outer);
            assign(loop.targets(), loop.unpacks(), item);
            if (Values.truth(value(loop.condition()))) {
                kept.add(item);
            }
        }
        names = outer;
        return kept;
    }

    private Function macro(Statement.Macro macro, Names defined) {
        return (positional, named) -> {
            if (++depth > DEEPEST) {
                throw new TemplateError("the template is nested too deep");
            }
            Names outer = names;
            names = new Names(defined);
            outputs.push(new StringBuilder());
            @Nullable Object caller = named.remove("caller");
            if (caller != null) {
                names.values.put("caller", caller);
            }
            bind(macro, positional, named);
            body(macro.body());
            names = outer;
            depth--;
            return outputs.pop().toString();
        };
    }

    private void bind(
            Statement.Macro macro,
            List<@Nullable Object> positional,
            Map<String, @Nullable Object> named) {
        int count = macro.parameters().size();
        int firstDefault = count - macro.defaults().size();
        for (int i = 0; i < count; i++) {
            String name = macro.parameters().get(i);
            @Nullable Object value;
            if (i < positional.size()) {
                value = positional.get(i);
            } else if (named.containsKey(name)) {
                value = named.get(name);
            } else if (i >= firstDefault) {
                value = value(macro.defaults().get(i - firstDefault));
            } else {
                value = new Undefined(name);
            }
            named.remove(name);
            names.values.put(name, value);
        }
        names.values.put(
                "varargs",
                new Tuple(
                        positional.subList(Math.min(count, positional.size()), positional.size())));
        names.values.put("kwargs", new LinkedHashMap<>(named));
    }

    // ---- expressions

    @Nullable Object value(Expression expression) {
        step();
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Name name ->
                    names.has(name.name()) ? names.get(name.name()) : new Undefined(name.name());
            case Expression.ListOf list -> values(list.items());
            case Expression.TupleOf tuple -> new Tuple(values(tuple.items()));
            case Expression.DictOf dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < dict.keys().size(); i++) {
                    map.put(value(dict.keys().get(i)), value(dict.values().get(i)));
                }
                yield map;
            }
            case Expression.Attribute attribute ->
                    attribute(value(attribute.of()), attribute.name());
            case Expression.Item item -> item(value(item.of()), value(item.key()));
            case Expression.Slice slice ->
                    Values.slice(
                            value(slice.of()),
                            slice.start() == null ? null : value(slice.start()),
                            slice.stop() == null ? null : value(slice.stop()),
                            slice.step() == null ? null : value(slice.step()));
            case Expression.Call call -> call(call);
            case Expression.Filter filter ->
                    filters.apply(
                            filter.name(),
                            value(filter.of()),
                            values(filter.arguments().positional()),
                            named(filter.arguments()));
            case Expression.Test test ->
                    test.negated()
                            != Tests.holds(
                                    test.name(),
                                    value(test.of()),
                                    values(test.arguments().positional()));
            case Expression.Unary unary -> Arithmetic.unary(unary.operator(), value(unary.of()));
            case Expression.Binary binary -> binary(binary);
            case Expression.Comparison comparison -> compared(comparison);
            case Expression.Either either ->
                    Values.truth(value(either.condition()))
                            ? value(either.yes())
                            : either.no() == null
                                    ? new Undefined("the other choice")
                                    : value(either.no());
        };
    }

    private List<@Nullable Object> values(List<Expression> expressions) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(one -> values.add(value(one)));
        return values;
    }

    private Map<String, @Nullable Object> named(Expression.Arguments arguments) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, one) -> named.put(name, value(one)));
        return named;
    }

    private @Nullable Object call(Expression.Call call) {
        @Nullable Object function = value(call.function());
        Map<String, @Nullable Object> named = named(call.arguments());
        if (names.has(" caller") && !named.containsKey("caller")) {
            named.put("caller", names.get(" caller"));
        }
        if (function instanceof Loop loop) {
            return loop.again(values(call.arguments().positional()).getFirst());
        }
        if (!(function instanceof Function callable)) {
            throw new TemplateError("%s cannot be called".formatted(Values.kind(function)));
        }
        try {
            List<@Nullable Object> positional = values(call.arguments().positional());
            if (!(call.function() instanceof Expression.Name)) {
                named.remove("caller");
            }
            return callable.call(positional, named);
        } catch (IndexOutOfBoundsException | java.util.NoSuchElementException e) {
            throw new TemplateError("a function is called with too few arguments");
        }
    }

    /** The Python way: an attribute, then an item. */
    @Nullable Object attribute(@Nullable Object of, String name) {
        if (name.startsWith("_")) {
            throw new TemplateError("access to the attribute \"%s\" is refused".formatted(name));
        }
        return switch (of) {
            case Undefined nothing ->
                    throw new TemplateError("\"%s\" is undefined".formatted(nothing.name()));
            case Namespace namespace ->
                    namespace.attributes().containsKey(name)
                            ? namespace.attributes().get(name)
                            : new Undefined(name);
            case Loop loop -> loop.attribute(name);
            case Tuple tuple when tuple.named(name) >= 0 -> tuple.get(tuple.named(name));
            case null, default -> {
                @Nullable Function method = Methods.of(of, name);
                if (method != null) {
                    yield method;
                }
                yield of instanceof Map<?, ?> map && map.containsKey(name)
                        ? map.get(name)
                        : new Undefined(name);
            }
        };
    }

    private @Nullable Object item(@Nullable Object of, @Nullable Object key) {
        return switch (of) {
            case Undefined nothing ->
                    throw new TemplateError("\"%s\" is undefined".formatted(nothing.name()));
            case Map<?, ?> map -> {
                if (map.containsKey(key)) {
                    yield map.get(key);
                }
                yield key instanceof String name
                        ? attribute(of, name)
                        : new Undefined(Values.text(key));
            }
            case List<?> list when key instanceof Long ->
                    at(new ArrayList<@Nullable Object>(list), key);
            case String text when key instanceof Long -> at(Values.items(text), key);
            case null, default ->
                    key instanceof String name
                            ? attribute(of, name)
                            : new Undefined(Values.text(key));
        };
    }

    private static @Nullable Object at(List<@Nullable Object> items, Object key) {
        int index = Values.index(key);
        int counted = index < 0 ? index + items.size() : index;
        return counted >= 0 && counted < items.size()
                ? items.get(counted)
                : new Undefined(Values.text(key));
    }

    private @Nullable Object binary(Expression.Binary binary) {
        @Nullable Object left = value(binary.left());
        return switch (binary.operator()) {
            case "and" -> Values.truth(left) ? value(binary.right()) : left;
            case "or" -> Values.truth(left) ? left : value(binary.right());
            default -> Arithmetic.binary(binary.operator(), left, value(binary.right()));
        };
    }

    private boolean compared(Expression.Comparison comparison) {
        @Nullable Object left = value(comparison.first());
        for (int i = 0; i < comparison.operators().size(); i++) {
            @Nullable Object right = value(comparison.others().get(i));
            if (!Arithmetic.holds(comparison.operators().get(i), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }
}
