package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Understands the questions of a world: which topic, and about what. */
final class PromptReader {

    private record Question(Topic topic, Shape shape, List<Slot> slots) {}

    /** A gap that names a drawn value, or one field of it. */
    private record Slot(String name, @Nullable String field, Domain domain) {

        static Slot of(Expression gap, Topic topic, World world) {
            return switch (gap) {
                case Expression.Name named ->
                        new Slot(named.name(), null, Domain.of(named, topic, world));
                case Expression.Field(Expression.Name named, String field) ->
                        new Slot(named.name(), field, Domain.of(named, topic, world));
                case Expression _ ->
                        throw new IllegalArgumentException(
                                "A question of topic (%s) holds a formula, so it cannot be read."
                                                .formatted(topic.name())
                                        + " Draw a value and name it in the question.");
            };
        }

        List<TextValue> read(String text) {
            return field == null ? domain.read(text) : domain.readField(field, text);
        }
    }

    private final Drawing drawing;
    private final Set<String> greetings = new HashSet<>();
    private final List<Question> questions = new ArrayList<>();

    PromptReader(World world) {
        this.drawing = new Drawing(world);
        var speech = new Speech(world);
        for (Template greeting : world.greetings()) {
            greetings.addAll(speech.texts(greeting, Map.of()));
        }
        for (Topic topic : world.topics()) {
            for (Template ask : topic.ask()) {
                Shape shape = Shape.of(ask, topic, world, speech);
                List<Slot> slots =
                        shape.slots().stream().map(gap -> Slot.of(gap, topic, world)).toList();
                questions.add(new Question(topic, shape, slots));
            }
        }
    }

    /** The question, or null if the world cannot ask it. */
    @Nullable Asked read(String prompt) {
        String question = withoutGreeting(prompt);
        for (Question candidate : questions) {
            List<String> texts = candidate.shape.match(question);
            if (texts == null) {
                continue;
            }
            Map<String, TextValue> values = bind(candidate, texts);
            if (values != null) {
                return new Asked(candidate.topic, values, prompt);
            }
        }
        return null;
    }

    private String withoutGreeting(String prompt) {
        for (String greeting : greetings) {
            if (prompt.startsWith(greeting + " ")) {
                return prompt.substring(greeting.length() + 1);
            }
        }
        return prompt;
    }

    private @Nullable Map<String, TextValue> bind(Question question, List<String> texts) {
        var candidates = new TreeMap<String, List<TextValue>>();
        for (int i = 0; i < texts.size(); i++) {
            Slot slot = question.slots.get(i);
            List<TextValue> read = slot.read(texts.get(i));
            candidates.merge(
                    slot.name, read, (old, now) -> old.stream().filter(now::contains).toList());
        }
        return consistent(question.topic, candidates);
    }

    private @Nullable Map<String, TextValue> consistent(
            Topic topic, Map<String, List<TextValue>> candidates) {
        var values = new HashMap<String, TextValue>();
        for (Map.Entry<String, List<TextValue>> each : candidates.entrySet()) {
            if (each.getValue().isEmpty()) {
                return null;
            }
            values.put(each.getKey(), each.getValue().getFirst());
        }
        for (Draw draw : topic.draws()) {
            if (values.containsKey(draw.name())
                    && values.keySet().containsAll(draw.needs())
                    && !couldDraw(draw, values)) {
                return null;
            }
        }
        return values;
    }

    private boolean couldDraw(Draw draw, Map<String, TextValue> values) {
        TextValue value = values.get(draw.name());
        if (value == null) {
            return false;
        }
        return switch (draw.sampler()) {
            case Sampler.AnyOf _, Sampler.Computed _ ->
                    drawing.support(draw, values).contains(value);
            case Sampler.IntegerRange _, Sampler.OneOf _, Sampler.SomeOf _, Sampler.Shuffled _ ->
                    Drawing.isAllowed(draw, value, values);
        };
    }
}
