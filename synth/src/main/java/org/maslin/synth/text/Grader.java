package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges completions by the recipe that made the questions.
 *
 * <p>The completion is cut into sentences. Known style sentences are set aside; exactly one
 * sentence must be left, and it must have the shape of an answer of the world. It is right if it
 * equals a right answer to the question, half right if it equals a partial one. Politeness and
 * correctness are judged apart, so polite nonsense is still nonsense.
 *
 * <p>Safe for use by several threads.
 */
public final class Grader {

    private enum Role {
        OPENER,
        CLOSER,
        RAMBLING
    }

    private record Known(Role role, Tone tone) {}

    private final PromptReader reader;
    private final Answers answers;
    private final Map<String, Known> style = new HashMap<>();

    public Grader(World world) {
        this.reader = new PromptReader(world);
        this.answers = new Answers(world);
        var speech = new Speech(world);
        for (Tone tone : Tone.values()) {
            learn(world.style().openers(tone), new Known(Role.OPENER, tone), speech);
            learn(world.style().closers(tone), new Known(Role.CLOSER, tone), speech);
        }
        learn(world.style().rambling(), new Known(Role.RAMBLING, Tone.NEUTRAL), speech);
    }

    private void learn(List<Template> templates, Known known, Speech speech) {
        for (Template template : templates) {
            for (String sentence : speech.texts(template, Map.of())) {
                if (style.put(sentence, known) != null) {
                    throw new IllegalArgumentException(
                            "The sentence (%s) is there twice. Delete one of them."
                                    .formatted(sentence));
                }
            }
        }
    }

    /**
     * Grades a completion.
     *
     * @throws IllegalArgumentException if the world cannot have asked this
     */
    public Grade grade(String prompt, String completion) {
        Asked asked = reader.read(prompt);
        if (asked == null) {
            throw new IllegalArgumentException(
                    "The prompt (%s) is none of this recipe. Grade it with the recipe that made it."
                            .formatted(prompt));
        }
        List<String> sentences = sentences(completion.strip());
        List<Known> found = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String sentence : sentences) {
            Known known = style.get(sentence);
            if (known == null) {
                left.add(sentence);
            } else {
                found.add(known);
            }
        }
        String core = left.size() == 1 ? left.getFirst() : null;
        return grade(asked, core, found, Math.max(0, left.size() - 1), words(completion));
    }

    /** What a prompt is about: the name of its topic, or null if the world cannot have asked it. */
    public @Nullable String topic(String prompt) {
        Asked asked = reader.read(prompt);
        return asked == null ? null : asked.topic().name();
    }

    private Grade grade(
            Asked asked, @Nullable String core, List<Known> style, int unknown, int words) {
        boolean wellFormed = core != null && answers.areLike(core, asked.topic());
        double correct = core != null ? answers.quality(asked, core).correct() : 0;
        int surplus =
                unknown
                        + count(style, each -> each.role == Role.RAMBLING)
                        + Math.max(0, count(style, each -> each.role == Role.OPENER) - 1)
                        + Math.max(0, count(style, each -> each.role == Role.CLOSER) - 1);
        int tone = style.stream().mapToInt(each -> each.tone.politeness()).sum();
        return new Grade(wellFormed, correct, Integer.signum(tone), surplus, words);
    }

    private static int count(List<Known> style, Predicate<Known> wanted) {
        return (int) style.stream().filter(wanted).count();
    }

    /** Cuts after each full stop, question mark or exclamation mark that a space follows. */
    private static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at + 1 < text.length(); at++) {
            if (".!?".indexOf(text.charAt(at)) >= 0 && text.charAt(at + 1) == ' ') {
                sentences.add(text.substring(start, at + 1));
                start = at + 2;
            }
        }
        sentences.add(text.substring(start));
        return sentences;
    }

    private static int words(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? 0 : bare.split("\\s+").length;
    }
}
