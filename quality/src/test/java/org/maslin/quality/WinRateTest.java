package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

class WinRateTest {

    private static final Seed SEED = new Seed(11);

    @Test
    void everyPrompt_weighsTheSame() {
        // Prompt p: win and tie, mean 3/4. Prompt q: loss. Mean 3/8.
        var rate =
                new WinRate(
                        List.of(
                                new Judgement("p", "a", 1, 0),
                                new Judgement("p", "b", 0.5, 0),
                                new Judgement("q", "a", 0, 0)));

        assertThat(rate.rate(SEED).estimate()).isEqualTo(0.375);
        assertThat(rate.rate(SEED).n()).isEqualTo(2);
    }

    @Test
    void judgeThatLikesTheFirstPlace_cancels_whenBothOrdersAreShown() {
        List<Judgement> judgements = new ArrayList<>();
        for (int prompt = 0; prompt < 20; prompt++) {
            judgements.add(new Judgement("p" + prompt, "j", 1, 3));
            judgements.add(new Judgement("p" + prompt, "j", 0, 3));
        }

        assertThat(new WinRate(judgements).rate(SEED).estimate()).isEqualTo(0.5);
    }

    @Test
    void allWins_haveWilsonsInterval() {
        List<Judgement> judgements = new ArrayList<>();
        for (int prompt = 0; prompt < 20; prompt++) {
            judgements.add(new Judgement("p" + prompt, "j", 1, 0));
        }
        Figure figure = new WinRate(judgements).rate(SEED);

        assertThat(figure.low()).isCloseTo(0.8389, within(1e-4));
        assertThat(figure.method()).contains("Wilson");
    }

    @Test
    void candidateThatWinsByLengthAlone_isEvenAtEqualLength() {
        // P(win) = σ(2 · tanh(Δ/s)); the candidate is longer in three of four.
        WinRate rate = new WinRate(simulated(0, 2));

        assertThat(rate.rate(SEED).estimate()).isGreaterThan(0.58);
        Figure matched = rate.lengthMatched(SEED);
        assertThat(matched.estimate()).isCloseTo(0.5, within(0.05));
        assertThat(0.5).isBetween(matched.low(), matched.high());
    }

    @Test
    void candidateThatIsBetter_staysBetterAtEqualLength() {
        // P(win) at equal length is σ(1) = .731.
        Figure matched = new WinRate(simulated(1, 2)).lengthMatched(SEED);

        assertThat(matched.estimate()).isCloseTo(0.731, within(0.05));
    }

    @Test
    void equalLengths_leaveTheRateAsItIs() {
        var rate =
                new WinRate(
                        List.of(
                                new Judgement("p", "a", 1, 0),
                                new Judgement("q", "a", 1, 0),
                                new Judgement("r", "a", 0, 0)));

        assertThat(rate.lengthMatched(SEED).estimate()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void sameSeed_givesTheSameFigure() {
        List<Judgement> judgements = simulated(0.5, 1);

        assertThat(new WinRate(judgements).lengthMatched(SEED))
                .isEqualTo(new WinRate(judgements).lengthMatched(SEED));
    }

    @Test
    void impossibleJudgements_areRefused() {
        assertThatThrownBy(() -> new Judgement("p", "a", 2, 0)).hasMessageContaining("(2.0)");
        assertThatThrownBy(() -> new Judgement("p", "a", 1, Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new WinRate(List.of())).hasMessageContaining("no judgements");
    }

    private static List<Judgement> simulated(double quality, double taste) {
        var random = new SplittableRandom(5);
        List<Judgement> judgements = new ArrayList<>();
        for (int prompt = 0; prompt < 2000; prompt++) {
            int sign = random.nextInt(4) == 0 ? -1 : 1;
            double x = quality + taste * Math.tanh(sign);
            double win = random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
            judgements.add(new Judgement("p" + prompt, "j", win, sign * 40));
        }
        return judgements;
    }
}
