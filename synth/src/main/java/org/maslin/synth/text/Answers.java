package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Knows the answers of a world: their shapes, and which of them fit a question. */
final class Answers {

    private record Answer(Quality quality, Template template, Shape shape) {}

    private final Drawing drawing;
    private final Speech speech;
    private final Map<String, List<Answer>> byTopic = new HashMap<>();

    Answers(World world) {
        this.drawing = new Drawing(world);
        this.speech = new Speech(world);
        for (Topic topic : world.topics()) {
            var answers = new ArrayList<Answer>();
            for (Quality quality : Quality.values()) {
                for (Template template : topic.answers(quality)) {
                    Shape shape = Shape.of(template, topic, world, speech);
                    answers.add(new Answer(quality, template, shape));
                }
            }
            byTopic.put(topic.name(), List.copyOf(answers));
        }
    }

    /** Whether a sentence could be an answer to some question, most likely of this topic. */
    boolean areLike(String sentence, Topic likely) {
        return areLike(sentence, answers(likely))
                || byTopic.values().stream().anyMatch(answers -> areLike(sentence, answers));
    }

    private static boolean areLike(String sentence, List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.shape.fits(sentence));
    }

    /** How right a sentence is as an answer; the best reading counts. */
    Quality quality(Asked asked, String sentence) {
        for (Answer answer : answers(asked.topic())) {
            if (answer.quality == Quality.WRONG) {
                break;
            }
            if (answer.shape.fits(sentence) && couldSay(asked, answer.template, sentence)) {
                return answer.quality;
            }
        }
        return Quality.WRONG;
    }

    private List<Answer> answers(Topic topic) {
        return byTopic.getOrDefault(topic.name(), List.of());
    }

    private boolean couldSay(Asked asked, Template template, String sentence) {
        List<Draw> open = asked.topic().missing(template.names(), asked.values().keySet());
        return anyCase(
                open,
                new HashMap<>(asked.values()),
                values -> speech.texts(template, values).contains(sentence));
    }

    /** Tries every value of the draws that the question leaves open. */
    private boolean anyCase(
            List<Draw> open,
            Map<String, TextValue> values,
            Predicate<Map<String, TextValue>> wanted) {
        if (open.isEmpty()) {
            return wanted.test(values);
        }
        Draw draw = open.getFirst();
        for (TextValue value : drawing.support(draw, values)) {
            values.put(draw.name(), value);
            if (anyCase(open.subList(1, open.size()), values, wanted)) {
                return true;
            }
        }
        values.remove(draw.name());
        return false;
    }
}
