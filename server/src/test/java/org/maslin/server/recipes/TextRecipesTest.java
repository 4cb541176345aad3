package org.maslin.server.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.synth.text.PromptSplit;
import org.maslin.synth.text.TextRecipe;

final class TextRecipesTest {

    private static final String SUMS =
            """
            name: sums
            mixes:
              good: {right: 1, partial: 0, wrong: 0, polite: 0, neutral: 1, rude: 0, rambling: [1]}
            topics:
              sum:
                draw:
                  a: {integer: [1, 9]}
                  total: {value: a + 1}
                ask: ["What is {a} plus 1?"]
                right: ["It is {total}."]
                partial: ["It is more than {a}."]
                wrong: ["It is {a}."]
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void load_smallRecipe_takesDefaults() throws IOException {
        TextRecipe recipe = TextRecipes.load(file("sums.yaml", SUMS)).recipe();
        assertThat(recipe.count()).isEqualTo(1_000);
        assertThat(recipe.phases()).hasSize(1);
    }

    @Test
    void load_extendingRecipe_keepsTheWorldAndChangesTheRun() throws IOException {
        file("sums.yaml", SUMS);
        TextRecipe recipe =
                TextRecipes.load(
                                file(
                                        "more.yaml",
                                        "extends: sums.yaml\nprompts: held-out\ncount: 5\n"))
                        .recipe();
        assertThat(recipe.name()).isEqualTo("sums");
        assertThat(recipe.prompts()).isEqualTo(PromptSplit.HELD_OUT);
        assertThat(recipe.count()).isEqualTo(5);
    }

    @Test
    void load_commentChanged_keepsTheHash() throws IOException {
        assertThat(TextRecipes.load(file("a.yaml", SUMS)).sha256())
                .isEqualTo(TextRecipes.load(file("b.yaml", "# a comment\n" + SUMS)).sha256());
    }

    @Test
    void load_unknownKey_namesTheNearest() {
        assertBad(
                SUMS.replace("integer:", "interger:"),
                "topics.sum.draw.a: found the key \"interger\"",
                "integer");
    }

    @Test
    void load_unreadableFormula_namesItsPlace() {
        assertBad(SUMS.replace("a + 1", "a +"), "topics.sum.draw.total.value", "the end");
    }

    @Test
    void load_valueNeverDrawn_isNamed() {
        assertBad(SUMS.replace("{total}", "{sum}"), "topics.sum", "(sum)");
    }

    @Test
    void load_answerOfTwoSentences_isRefused() {
        assertBad(
                SUMS.replace("It is {total}.", "It is. Yes {total}."),
                "topics.sum.right[1]",
                "exactly one");
    }

    @Test
    void load_unknownList_isNamed() {
        assertBad(SUMS.replace("{integer: [1, 9]}", "{one-of: numbers}"), "bad.yaml", "(numbers)");
    }

    @Test
    void load_sharesThatDoNotAddUp_areRefused() {
        assertBad(SUMS.replace("right: 1,", "right: 0.5,"), "mixes.good", "0.5");
    }

    @Test
    void load_brokenYaml_namesTheLine() {
        assertBad("name: [", "bad.yaml:", "");
    }

    @Test
    void load_unknownBase_isRefused() {
        assertBad("extends: helpdesk\n", "bad.yaml, extends: found \"helpdesk\"", "");
    }

    private void assertBad(String source, String place, String hint) {
        ThrowingCallable load = () -> TextRecipes.load(file("bad.yaml", source));
        assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> {
                            assertThat(bad).hasMessageContaining(place);
                            assertThat(bad.hint()).contains(hint);
                        });
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
