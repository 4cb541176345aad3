package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Asks and answers as a recipe's world does. The same generator state gives the same text. */
public final class TextWriter {

    private final World world;
    private final Drawing drawing;
    private final Speech speech;

    public TextWriter(World world) {
        this.world = world;
        this.drawing = new Drawing(world);
        this.speech = new Speech(world);
    }

    /** Puts one question. */
    public Asked ask(RandomGenerator random) {
        Topic topic = Drawing.weighted(world.topics(), Topic::weight, random);
        Template template = Drawing.weighted(topic.ask(), Template::weight, random);
        Map<String, TextValue> values = draw(topic, template, Map.of(), random);
        String question = speech.say(template, values, random);
        boolean greets = random.nextDouble() < world.greetingShare();
        return new Asked(
                topic, values, greets ? sentence(world.greetings(), random) + question : question);
    }

    /** Answers a question as well, as politely, as long and as well formed as the mix says. */
    public String answer(Asked asked, Mix mix, RandomGenerator random) {
        Quality quality =
                Drawing.weighted(
                        List.of(Quality.values()),
                        each -> mix.quality().getOrDefault(each, 0.0),
                        random);
        Template template =
                Drawing.weighted(asked.topic().answers(quality), Template::weight, random);
        Map<String, TextValue> values = draw(asked.topic(), template, asked.values(), random);
        String core = speech.say(template, values, random);
        Tone tone =
                Drawing.weighted(
                        Arrays.asList(Tone.values()),
                        each -> mix.tone().getOrDefault(each, 0.0),
                        random);
        int rambles = rambles(mix, random);
        boolean garbled = mix.garbled() > 0 && random.nextDouble() < mix.garbled();
        return dress(garbled ? withoutOneWord(core, random) : core, tone, rambles, random);
    }

    private static String withoutOneWord(String sentence, RandomGenerator random) {
        var words = new ArrayList<>(List.of(sentence.split(" ")));
        words.remove(random.nextInt(words.size()));
        return String.join(" ", words);
    }

    private Map<String, TextValue> draw(
            Topic topic, Template template, Map<String, TextValue> given, RandomGenerator random) {
        var values = new HashMap<>(given);
        for (Draw draw : topic.missing(template.names(), given.keySet())) {
            values.put(draw.name(), drawing.draw(draw, values, random));
        }
        return values;
    }

    private String dress(String core, Tone tone, int rambles, RandomGenerator random) {
        Style style = world.style();
        boolean canOpen = !style.openers(tone).isEmpty();
        boolean canClose = !style.closers(tone).isEmpty();
        int ends = random.nextInt(3); // an opener, a closer, or both
        boolean opens = canOpen && (ends != 1 || !canClose);
        boolean closes = canClose && (ends != 0 || !canOpen);

        var text = new StringBuilder();
        if (opens) {
            text.append(sentence(style.openers(tone), random));
        }
        text.append(core);
        for (Template ramble : Drawing.first(rambles, style.rambling(), random)) {
            text.append(' ').append(speech.say(ramble, Map.of(), random));
        }
        if (closes) {
            text.append(' ').append(sentence(style.closers(tone), random).strip());
        }
        return text.toString();
    }

    private int rambles(Mix mix, RandomGenerator random) {
        var counts = new ArrayList<>(IntStream.range(0, mix.rambling().size()).boxed().toList());
        return Drawing.weighted(counts, count -> mix.rambling().get(count), random);
    }

    private String sentence(List<Template> templates, RandomGenerator random) {
        return speech.say(Drawing.weighted(templates, Template::weight, random), Map.of(), random)
                + " ";
    }
}
