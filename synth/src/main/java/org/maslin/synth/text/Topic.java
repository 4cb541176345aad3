package org.maslin.synth.text;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind of question with its answers.
 *
 * @param weight how often it is asked, relative to the other topics
 * @param draws the values, each after those it depends on
 * @param ask ways to put the question
 * @param answers ways to answer it, good and bad; each {@link Quality} has at least one
 */
public record Topic(
        String name,
        double weight,
        List<Draw> draws,
        List<Template> ask,
        Map<Quality, List<Template>> answers) {

    public Topic {
        draws = List.copyOf(draws);
        ask = List.copyOf(ask);
        answers = Map.copyOf(answers);
        if (!(weight > 0)) {
            throw new IllegalArgumentException(
                    "The weight (%s) of topic (%s) must be positive.".formatted(weight, name));
        }
        if (ask.isEmpty()) {
            throw new IllegalArgumentException("The topic (%s) asks nothing.".formatted(name));
        }
        for (Quality quality : Quality.values()) {
            if (answers.getOrDefault(quality, List.of()).isEmpty()) {
                throw new IllegalArgumentException(
                        "The topic (%s) has no %s answer.".formatted(name, quality.word()));
            }
        }
        checkNames(name, draws, ask, answers);
    }

    /** The answers of a quality. */
    List<Template> answers(Quality quality) {
        return answers.getOrDefault(quality, List.of());
    }

    /** The draw of this name; every name that a template speaks of has one. */
    Draw draw(String wanted) {
        for (Draw draw : draws) {
            if (draw.name().equals(wanted)) {
                return draw;
            }
        }
        throw new IllegalArgumentException(
                "The topic (%s) does not draw (%s).".formatted(name, wanted));
    }

    /** The draws still to make, in order, for a text that speaks of some names. */
    List<Draw> missing(Set<String> spoken, Set<String> drawn) {
        var wanted = new HashSet<>(spoken);
        var missing = new ArrayDeque<Draw>();
        for (Draw draw : draws.reversed()) {
            if (wanted.contains(draw.name()) && !drawn.contains(draw.name())) {
                missing.addFirst(draw);
                wanted.addAll(draw.needs());
            }
        }
        return List.copyOf(missing);
    }

    private static void checkNames(
            String topic,
            List<Draw> draws,
            List<Template> ask,
            Map<Quality, List<Template>> answers) {
        var known = new HashSet<String>();
        for (Draw draw : draws) {
            checkKnown(topic, draw.needs(), known);
            known.add(draw.name());
        }
        ask.forEach(template -> checkKnown(topic, template.names(), known));
        answers.values()
                .forEach(
                        texts ->
                                texts.forEach(
                                        template -> checkKnown(topic, template.names(), known)));
    }

    private static void checkKnown(String topic, Set<String> needed, Set<String> known) {
        for (String name : needed) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "The topic (%s) speaks of (%s), which is not drawn before. Drawn are %s."
                                .formatted(topic, name, known.stream().sorted().toList()));
            }
        }
    }
}
