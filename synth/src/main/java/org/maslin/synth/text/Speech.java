package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Turns templates into text: one at random, or all that there are. */
final class Speech {

    private static final int DEEPEST = 20;
    private static final int MOST_TEXTS = 100_000;

    private final World world;

    Speech(World world) {
        this.world = world;
    }

    String say(Template template, Map<String, TextValue> values, RandomGenerator random) {
        var text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            text.append(
                    switch (part) {
                        case Template.Text(String words) -> words;
                        case Template.Slot(Expression expression) -> expression.in(values).text();
                        case Template.Rule(String name) ->
                                say(
                                        Drawing.weighted(
                                                world.rule(name), Template::weight, random),
                                        values,
                                        random);
                    });
        }
        return text.toString();
    }

    /** Every text of a template under these values. */
    List<String> texts(Template template, Map<String, TextValue> values) {
        return texts(template, values, 0);
    }

    /** Every text of every alternative of a rule. */
    List<String> ruleTexts(String rule) {
        return ruleTexts(rule, Map.of(), 0);
    }

    private List<String> texts(Template template, Map<String, TextValue> values, int depth) {
        List<String> texts = List.of("");
        for (Template.Part part : template.parts()) {
            texts =
                    product(
                            texts,
                            switch (part) {
                                case Template.Text(String words) -> List.of(words);
                                case Template.Slot(Expression expression) ->
                                        List.of(expression.in(values).text());
                                case Template.Rule(String name) ->
                                        ruleTexts(name, values, depth + 1);
                            });
        }
        return texts;
    }

    private List<String> ruleTexts(String rule, Map<String, TextValue> values, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "The rule (%s) names itself. Break the circle.".formatted(rule));
        }
        var texts = new ArrayList<String>();
        for (Template alternative : world.rule(rule)) {
            texts.addAll(texts(alternative, values, depth));
        }
        return texts;
    }

    private static List<String> product(List<String> starts, List<String> ends) {
        if ((long) starts.size() * ends.size() > MOST_TEXTS) {
            throw new IllegalArgumentException(
                    "A text has more than %d wordings. Draw a value instead of naming a rule."
                            .formatted(MOST_TEXTS));
        }
        var all = new ArrayList<String>(starts.size() * ends.size());
        for (String start : starts) {
            for (String end : ends) {
                all.add(start + end);
            }
        }
        return all;
    }
}
