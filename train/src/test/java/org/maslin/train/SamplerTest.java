package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.core.Seed;

class SamplerTest {

    private static LanguageModel model;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        model = LanguageModel.load(Fixtures.model(folder));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static List<Completion> sample(List<SamplingPrompt> prompts, double temperature) {
        var options = new SamplingOptions(20, temperature, 3, new Seed(7));
        return new Sampler().sample(model, prompts, options, Progress.NONE);
    }

    private static List<SamplingPrompt> prompts() {
        return IntStream.range(0, 20)
                .mapToObj(i -> new SamplingPrompt("p" + i, "What is %d plus 4?".formatted(i)))
                .toList();
    }

    @Test
    void completions_doNotDependOnTheCompanyTheyAreDrawnIn() {
        List<Completion> all = sample(prompts(), 1);
        for (int i : new int[] {0, 7, 19}) {
            List<Completion> alone = sample(List.of(prompts().get(i)), 1);
            for (int s = 0; s < 3; s++) {
                assertThat(alone.get(s).text()).isEqualTo(all.get(3 * i + s).text());
                assertThat(alone.get(s).key()).isEqualTo("p" + i);
            }
        }
        assertThat(sample(prompts(), 1)).isEqualTo(all);
    }

    @Test
    void greedyCompletions_ofOnePrompt_areAllTheSame() {
        List<Completion> greedy = sample(prompts().subList(0, 1), 0);
        assertThat(greedy).extracting(Completion::text).containsOnly(greedy.getFirst().text());
    }

    @Test
    void logProbs_agreeWithScoringTheText() {
        for (Completion completion : sample(prompts().subList(3, 6), 0)) {
            String prompt = "What is %s plus 4?".formatted(completion.key().substring(1));
            if (completion.finished()) {
                var row = List.of(new PromptCompletion(prompt, completion.text()));
                assertThat(new Scorer().logProbs(model, row)[0])
                        .isCloseTo(completion.logProb(), within(1e-3));
            }
        }
    }

    @Test
    void draw_followsTheInverseOfTheDistribution() {
        // Logits log 1, log 2, log 1: shares 1/4, 1/2, 1/4.
        float[] logits = {0, (float) Math.log(2), 0};
        assertThat(TokenDraw.of(logits, 0, 3, 1, 0.24).token()).isZero();
        assertThat(TokenDraw.of(logits, 0, 3, 1, 0.26).token()).isEqualTo(1);
        assertThat(TokenDraw.of(logits, 0, 3, 1, 0.74).token()).isEqualTo(1);
        assertThat(TokenDraw.of(logits, 0, 3, 1, 0.76).token()).isEqualTo(2);
        assertThat(TokenDraw.of(logits, 0, 3, 0, 0.99).token()).isEqualTo(1);
        assertThat(TokenDraw.of(logits, 0, 3, 0, 0).logProb())
                .isCloseTo(Math.log(0.5), within(1e-6));
    }

    @Test
    void promptThatFillsAllPositions_isRefused() {
        var prompt = new SamplingPrompt("long", "plus ".repeat(100));
        assertThatThrownBy(() -> sample(List.of(prompt), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("prompt long");
    }
}
