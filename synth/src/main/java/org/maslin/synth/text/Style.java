package org.maslin.synth.text;

import java.util.List;
import java.util.Map;

/**
 * What may surround the core of an answer. Every text is one sentence, and none is said twice.
 *
 * @param openers sentences before the core, by tone
 * @param closers sentences after it, by tone
 * @param rambling sentences that add nothing
 */
public record Style(
        Map<Tone, List<Template>> openers,
        Map<Tone, List<Template>> closers,
        List<Template> rambling) {

    public static final Style NONE = new Style(Map.of(), Map.of(), List.of());

    public Style {
        openers = Map.copyOf(openers);
        closers = Map.copyOf(closers);
        rambling = List.copyOf(rambling);
    }

    List<Template> openers(Tone tone) {
        return openers.getOrDefault(tone, List.of());
    }

    List<Template> closers(Tone tone) {
        return closers.getOrDefault(tone, List.of());
    }
}
