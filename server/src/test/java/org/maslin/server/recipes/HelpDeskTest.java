package org.maslin.server.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;
import org.maslin.synth.text.Asked;
import org.maslin.synth.text.Grade;
import org.maslin.synth.text.Grader;
import org.maslin.synth.text.Mix;
import org.maslin.synth.text.Quality;
import org.maslin.synth.text.TextRecipe;
import org.maslin.synth.text.TextWriter;
import org.maslin.synth.text.Tone;

final class HelpDeskTest {

    private static final int DRAWS = 20_000;

    private static TextRecipe recipe;
    private static TextWriter writer;
    private static Grader grader;

    @BeforeAll
    static void load() throws IOException {
        recipe = TextRecipes.load("help-desk").recipe();
        writer = new TextWriter(recipe.world());
        grader = new Grader(recipe.world());
    }

    @Test
    void grade_everythingTheRecipeSays_getsTheGradeItWasDrawnWith() {
        RandomGenerator random = new Seed(1).generator();
        for (int i = 0; i < DRAWS; i++) {
            Quality quality = Quality.values()[i % 3];
            Tone tone = Tone.values()[i / 3 % 3];
            int rambling = i / 9 % 4;
            Asked asked = writer.ask(random);
            String completion = writer.answer(asked, only(quality, tone, rambling), random);
            Grade grade = grader.grade(asked.prompt(), completion);
            assertThat(grade)
                    .as("%s -> %s", asked.prompt(), completion)
                    .isEqualTo(
                            new Grade(
                                    true,
                                    quality.correct(),
                                    tone.politeness(),
                                    rambling,
                                    grade.words()));
        }
    }

    @Test
    void grade_wordsInAnotherOrder_isNotWellFormed() {
        RandomGenerator random = new Seed(2).generator();
        Mix plain = only(Quality.RIGHT, Tone.NEUTRAL, 0);
        for (int i = 0; i < 2_000; i++) {
            Asked asked = writer.ask(random);
            List<String> words = Arrays.asList(writer.answer(asked, plain, random).split(" "));
            String garbled = String.join(" ", words.reversed());
            assertThat(grader.grade(asked.prompt(), garbled).wellFormed()).as(garbled).isFalse();
        }
    }

    @Test
    void ask_aHundredThousandTimes_givesSixtyThousandDistinctPromptsOfAllTopics() {
        RandomGenerator random = new Seed(3).generator();
        var prompts = new HashSet<String>();
        var topics = new TreeSet<String>();
        for (int i = 0; i < 100_000; i++) {
            Asked asked = writer.ask(random);
            prompts.add(asked.prompt());
            topics.add(asked.topic().name());
        }
        assertThat(prompts).hasSizeGreaterThan(60_000);
        assertThat(topics)
                .containsExactlyInAnyOrder(
                        "price",
                        "add",
                        "conv",
                        "sort",
                        "pick",
                        "count",
                        "fact",
                        "unknown",
                        "order",
                        "more",
                        "kind",
                        "step",
                        "recipe",
                        "unsafe",
                        "complaint",
                        "account",
                        "hours",
                        "open",
                        "refund",
                        "minus",
                        "times",
                        "track",
                        "lost",
                        "travel",
                        "bake",
                        "opposite",
                        "say",
                        "backwards",
                        "mix",
                        "elsewhere",
                        "who",
                        "help",
                        "thanks",
                        "welcome");
    }

    @Test
    void answer_baseMix_keepsItsShares() {
        RandomGenerator random = new Seed(4).generator();
        Mix base = Objects.requireNonNull(recipe.mixes().get("base"));
        List<Grade> grades =
                random.ints(DRAWS)
                        .mapToObj(
                                seed -> {
                                    RandomGenerator own = new Seed(seed).generator();
                                    Asked asked = writer.ask(own);
                                    return grader.grade(
                                            asked.prompt(), writer.answer(asked, base, own));
                                })
                        .toList();
        List<Grade> fluent = grades.stream().filter(Grade::wellFormed).toList();
        assertThat((double) fluent.size() / grades.size())
                .as("some of the garbled ones still have the shape of an answer")
                .isBetween(1 - base.garbled(), 1 - base.garbled() / 2);
        assertThat(shares(fluent.stream().map(Grade::correct).toList()))
                .satisfies(shares -> near(shares, 1.0, 0.62))
                .satisfies(shares -> near(shares, 0.5, 0.13))
                .satisfies(shares -> near(shares, 0.0, 0.25));
        assertThat(shares(grades.stream().map(Grade::politeness).toList()))
                .satisfies(shares -> near(shares, 1, 0.35))
                .satisfies(shares -> near(shares, -1, 0.30));
        assertThat(shares(fluent.stream().map(Grade::surplus).toList()))
                .satisfies(shares -> near(shares, 0, 0.60))
                .satisfies(shares -> near(shares, 3, 0.08));
    }

    private static <T> Map<T, Double> shares(List<T> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                each -> each,
                                Collectors.collectingAndThen(
                                        Collectors.counting(),
                                        count -> (double) count / all.size())));
    }

    private static <T> void near(Map<T, Double> shares, T key, double expected) {
        assertThat(shares.getOrDefault(key, 0.0)).isBetween(expected - 0.015, expected + 0.015);
    }

    private static Mix only(Quality quality, Tone tone, int rambling) {
        List<Double> lengths =
                List.of(0.0, 1.0, 2.0, 3.0).stream()
                        .map(length -> length == rambling ? 1.0 : 0.0)
                        .toList();
        return new Mix(Map.of(quality, 1.0), Map.of(tone, 1.0), lengths, 0);
    }
}
