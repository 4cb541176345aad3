package org.maslin.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.maslin.curate.dedup.MinhashDedup;
import org.maslin.curate.filter.GopherQuality;
import org.maslin.curate.filter.GopherRepetition;

class ParametersTest {

    @Test
    void of_everyStage_canBeWrittenBack() {
        for (String name : Stages.names()) {
            Stage stage = Objects.requireNonNull(Stages.named(name));

            assertThat(Parameters.with(stage, Parameters.of(stage))).isEqualTo(stage);
        }
    }

    @Test
    void of_minhashDedup_areThePublishedNames() {
        assertThat(Parameters.of(MinhashDedup.DEFAULT))
                .containsExactly(
                        Map.entry("n-grams", 5),
                        Map.entry("num-buckets", 14),
                        Map.entry("hashes-per-bucket", 8),
                        Map.entry("survivor", "min-id"),
                        Map.entry("tokenizer", "whitespace"));
    }

    @Test
    void with_takesWholeNumbersWhereFractionsAreExpected() {
        var stage =
                (GopherRepetition)
                        Parameters.with(
                                GopherRepetition.DEFAULT, Map.of("top-n-grams", List.of(1, 0.5)));

        assertThat(stage.topNGrams()).containsExactly(1.0, 0.5);
    }

    @Test
    void with_ofWrongType_saysWhatWouldBeRight() {
        assertThatThrownBy(
                        () -> Parameters.with(GopherQuality.DEFAULT, Map.of("min-doc-words", "x")))
                .hasMessage("min-doc-words (x) must be a whole number.");
        assertThatThrownBy(
                        () -> Parameters.with(GopherQuality.DEFAULT, Map.of("tokenizer", "spacy")))
                .hasMessage("tokenizer (spacy) must be simple or whitespace.");
    }
}
