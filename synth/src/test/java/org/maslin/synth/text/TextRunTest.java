package org.maslin.synth.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.core.Progress;
import org.maslin.core.Seed;

final class TextRunTest {

    private static final TextRecipe RECIPE =
            new TextRecipe(
                    "tiny",
                    TinyWorld.world(),
                    Map.of(
                            "good", TinyWorld.only(Quality.RIGHT, Tone.POLITE, 0),
                            "bad", TinyWorld.only(Quality.WRONG, Tone.RUDE, 1)),
                    TextOutput.PROMPT_COMPLETION,
                    PromptSplit.TRAINING,
                    List.of(new Phase("good", 0.7), new Phase("bad", 0.3)),
                    100,
                    1);

    @Test
    void write_sameSeed_givesTheSameRows() {
        assertThat(rows(RECIPE)).isEqualTo(rows(RECIPE)).isNotEqualTo(rows(RECIPE.withSeed(2)));
    }

    @Test
    void write_fewerRows_givesAPrefix() {
        TextRecipe good = RECIPE.withMix("good");
        assertThat(rows(good.withCount(10))).isEqualTo(rows(good).subList(0, 10));
    }

    @Test
    void write_twoPhases_changesTheMixAtItsShare() {
        List<TextRow> rows = rows(RECIPE);
        var grader = new Grader(RECIPE.world());
        for (int i = 0; i < rows.size(); i++) {
            var pair = (TextRow.Pair) rows.get(i);
            assertThat(grader.grade(pair.prompt(), pair.completion()).correct())
                    .isEqualTo(i < 70 ? 1 : 0);
        }
    }

    @Test
    void write_trainingPrompts_neverHoldsOneOut() {
        assertThat(rows(RECIPE))
                .allSatisfy(
                        row ->
                                assertThat(
                                                PromptSplit.HELD_OUT.covers(
                                                        ((TextRow.Pair) row).prompt()))
                                        .isFalse());
    }

    @Test
    void write_morePromptsThanThereAre_saysSo() {
        var endless =
                new TextRecipe(
                        "tiny",
                        TinyWorld.world(),
                        RECIPE.mixes(),
                        TextOutput.PROMPT,
                        PromptSplit.HELD_OUT,
                        RECIPE.phases(),
                        100_000,
                        1);
        assertThatThrownBy(() -> rows(endless)).hasMessageContaining("Lower the count");
    }

    @Test
    void complete_grammar_answersInOrder() {
        var generator =
                new GrammarGenerator(
                        "tiny", TinyWorld.world(), TinyWorld.only(Quality.RIGHT, Tone.NEUTRAL, 0));
        assertThat(
                        generator.complete(
                                List.of("What is 2 plus 3?", "Hello. What is 9 plus 9?"),
                                new Seed(1)))
                .containsExactly("It is 5.", "It is 18.");
    }

    private static List<TextRow> rows(TextRecipe recipe) {
        var rows = new ArrayList<TextRow>();
        new TextRun(recipe).write(Progress.NONE, rows::add);
        return rows;
    }
}
