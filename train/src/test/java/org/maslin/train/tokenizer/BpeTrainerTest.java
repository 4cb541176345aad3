package org.maslin.train.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class BpeTrainerTest {

    private static BpeModel trained(int size, String... texts) {
        var trainer = new BpeTrainer(PromptLayout.SPECIALS, size);
        List.of(texts).forEach(trainer::add);
        return trainer.train();
    }

    @Test
    void merges_areTheMostFrequentPairsFirst() {
        // Words: "low" 3 times, " low" once. l+o and o+w occur 4 times each; l comes before o.
        BpeModel model = trained(262, "low", "low", "low", "low low");
        assertThat(model.merges())
                .containsExactly(new BpeModel.Merge("l", "o"), new BpeModel.Merge("lo", "w"));
        assertThat(model.vocabulary()).containsEntry("low", 261).containsEntry("<pad>", 0);
    }

    @Test
    void training_stopsWhenNoPairOccursTwice() {
        assertThat(trained(1000, "abc").merges()).isEmpty();
    }

    @Test
    void orderOfTexts_doesNotMatter() {
        String one = "The miller grinds the grain.";
        String other = "The baker bakes the bread.";
        assertThat(trained(300, one, other, one).toTokenizerJson())
                .isEqualTo(trained(300, other, one, one).toTokenizerJson());
    }

    @Test
    void vocabularyWithoutRoomForBytes_isRejected() {
        assertThatThrownBy(() -> trained(100, "a")).hasMessageContaining("260");
    }

    @Test
    void tokenizer_ofTheModel_keepsEveryTextAndSplitsDigits() throws Exception {
        BpeModel model = trained(400, " What is 23 plus 14?", " What is 7 plus 14?", " plus plus");
        try (Tokenizer tokenizer = Tokenizer.of("test", PromptLayout.files(model, 64))) {
            for (String text : List.of("What is 1234?", " naïve 日本 🙂\n\n two  spaces ", "", "<")) {
                assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
            }
            assertThat(tokenizer.encode("1234")).hasSize(4);
            assertThat(tokenizer.encode(" plus")).hasSize(1);
        }
    }

    @Test
    void layout_putsTurnTokensAroundBothParts() throws Exception {
        BpeModel model = trained(300, " plus plus", " minus minus");
        try (Tokenizer tokenizer = Tokenizer.of("test", PromptLayout.files(model, 64))) {
            var layout = new PromptLayout(tokenizer, List.of(3), 512);
            Encoded row = layout.promptAndCompletion("plus", "minus");
            long plus = tokenizer.encode(" plus")[0];
            assertThat(row.ids()).startsWith(1, plus, 3, 2).endsWith(3);
            assertThat(row.promptLength()).isEqualTo(4);
            assertThat(layout.completion(tokenizer.encode(" minus"))).isEqualTo("minus");
            assertThat(layout.ends(3)).isTrue();
        }
    }

    @Test
    void layout_tokensOfAnotherModel_areRefused() throws Exception {
        BpeModel model = trained(300, " plus plus", " minus minus");
        try (Tokenizer tokenizer = Tokenizer.of("test", PromptLayout.files(model, 64))) {
            var layout = new PromptLayout(tokenizer, List.of(3), 100);
            assertThatThrownBy(() -> layout.prompt("plus"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("below 100");
            assertThatThrownBy(() -> layout.known(new long[] {4, -1}))
                    .hasMessageContaining("the token -1");
        }
    }

    @Test
    void specialTokensInText_arePlainText() throws Exception {
        BpeModel model = trained(260, "a");
        try (Tokenizer tokenizer = Tokenizer.of("test", PromptLayout.files(model, 64))) {
            assertThat(tokenizer.encode("a<end>b")).doesNotContain(3).hasSize(7);
            assertThat(tokenizer.decode(tokenizer.encode("a<end>b"))).isEqualTo("a<end>b");
        }
    }
}
