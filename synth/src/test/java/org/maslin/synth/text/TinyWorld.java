package org.maslin.synth.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.maslin.synth.text.TextValue.Word;

/** One topic, sums, with a little style around it. */
final class TinyWorld {

    private TinyWorld() {}

    static World world() {
        var sums =
                new Topic(
                        "sums",
                        1,
                        List.of(
                                number("a"),
                                number("b"),
                                new Draw("total", computed("a + b"), null),
                                new Draw("bad", computed("total + 1"), null)),
                        templates("What is {a} plus {b}?"),
                        Map.of(
                                Quality.RIGHT, templates("It is {total}."),
                                Quality.PARTIAL, templates("It is more than {a}."),
                                Quality.WRONG, templates("It is {bad}.")));
        var style =
                new Style(
                        Map.of(
                                Tone.POLITE, templates("Gladly."),
                                Tone.RUDE, templates("Not again.")),
                        Map.of(Tone.POLITE, templates("Come again.")),
                        templates("The cat is [state].", "It rains."));
        return new World(
                Map.of("words", List.of(new Word("rye"))),
                Map.of("state", templates("old", "asleep")),
                templates("Hello."),
                0.5,
                List.of(sums),
                style);
    }

    static Mix only(Quality quality, Tone tone, int rambling) {
        var lengths = new Double[rambling + 1];
        Arrays.fill(lengths, 0.0);
        lengths[rambling] = 1.0;
        return new Mix(Map.of(quality, 1.0), Map.of(tone, 1.0), List.of(lengths), 0);
    }

    private static Draw number(String name) {
        return new Draw(name, new Sampler.IntegerRange(2, 40), null);
    }

    private static Sampler computed(String formula) {
        return new Sampler.Computed(Expression.parse(formula));
    }

    private static List<Template> templates(String... texts) {
        return Arrays.stream(texts).map(text -> Template.parse(1, text)).toList();
    }
}
