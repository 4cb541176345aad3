package org.maslin.train.template;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.template.Values.Function;

/** A template that came with a model, read once and rendered often. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
public final class Template {

    private static final long LONGEST_RANGE = 100_000;

    private final String place;
    private final List<Statement> statements;

    private Template(String place, List<Statement> statements) {
        this.place = place;
        this.statements = statements;
    }

    /**
     * A stretch of a text, counted in code points.
     *
     * @param end not included
     */
    public record Span(int start, int end) {}

    /**
     * What a template wrote.
     *
     * @param generations what stands in it between {@code generation} and {@code endgeneration}
     */
    public record Rendered(String text, List<Span> generations) {

        public Rendered {
            generations = List.copyOf(generations);
        }
    }

    /**
     * @param place what messages call the place that the template came from
     * @throws BadInputException if the template cannot be read
     */
    public static Template parse(String place, String source) {
        try {
            return new Template(place, Parser.parse(source));
        } catch (TemplateError e) {
            throw bad(place, e);
        } catch (StackOverflowError e) {
            throw bad(place, new TemplateError("the template is nested too deep"));
        }
    }

    /**
     * @param variables null, Boolean, Long, Double, String, and lists and maps of these
     * @param now what the template's clock shows
     * @throws BadInputException if the template fails, runs away or raises an exception of its own
     */
    public Rendered render(
            Map<String, ? extends @Nullable Object> variables, Supplier<LocalDateTime> now) {
        Map<String, @Nullable Object> all = new HashMap<>(functions(now));
        all.putAll(variables);
        try {
            return Interpreter.run(statements, all);
        } catch (TemplateError e) {
            throw bad(place, e);
        } catch (StackOverflowError e) {
            throw bad(place, new TemplateError("the template is nested too deep"));
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            throw bad(place, new TemplateError("a value of the wrong kind: " + e.getMessage()));
        }
    }

    private static BadInputException bad(String place, TemplateError error) {
        return new BadInputException(
                place,
                String.valueOf(error.getMessage()),
                "a template that renders these messages",
                "Correct the messages or the model's chat template.");
    }

    private static Map<String, Function> functions(Supplier<LocalDateTime> now) {
        return Map.of(
                "raise_exception",
                (values, named) -> {
                    throw new TemplateError(Values.text(values.getFirst()));
                },
                "strftime_now",
                (values, named) -> Dates.formatted(now.get(), Values.string(values.getFirst())),
                "range",
                (values, named) -> range(values),
                "dict",
                (values, named) -> {
                    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                    if (!values.isEmpty() && values.getFirst() instanceof Map<?, ?> first) {
                        map.putAll(first);
                    }
                    map.putAll(named);
                    return map;
                },
                "namespace",
                (values, named) -> {
                    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
                    if (!values.isEmpty() && values.getFirst() instanceof Map<?, ?> first) {
                        first.forEach((key, one) -> attributes.put(Values.text(key), one));
                    }
                    attributes.putAll(named);
                    return new Values.Namespace(attributes);
                },
                "joiner",
                (values, named) -> {
                    String mark = values.isEmpty() ? ", " : Values.text(values.getFirst());
                    boolean[] used = {false};
                    return (Function)
                            (a, n) -> {
                                String text = used[0] ? mark : "";
                                used[0] = true;
                                return text;
                            };
                });
    }

    private static List<@Nullable Object> range(List<@Nullable Object> values) {
        long start = values.size() > 1 ? Values.whole(values.get(0)) : 0;
        long stop = Values.whole(values.get(values.size() > 1 ? 1 : 0));
        long by = values.size() > 2 ? Values.whole(values.get(2)) : 1;
        if (by == 0 || Math.abs((stop - start) / by) > LONGEST_RANGE) {
            throw new TemplateError("a range may have at most %d items".formatted(LONGEST_RANGE));
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (long i = start; by > 0 ? i < stop : i > stop; i += by) {
            items.add(i);
        }
        return items;
    }
}
