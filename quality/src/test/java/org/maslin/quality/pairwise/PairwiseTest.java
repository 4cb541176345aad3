package org.maslin.quality.pairwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

class PairwiseTest {

    @Test
    void bradleyTerryOfTwoItems_equalsTheValueWorkedByHand() {
        // 3 of 4: without the prior the difference is ln 3; the prior pulls by 0.01 · s / each.
        Ranking ranking = new BradleyTerry().rank(games("a", "b", 3, 1));

        assertThat(ranking.items()).containsExactly("a", "b");
        assertThat(ranking.score("a") - ranking.score("b")).isCloseTo(Math.log(3), within(0.01));
        assertThat(ranking.wins("a", "b")).isCloseTo(0.75, within(0.002));
        // The information on the difference is 4 · 3/4 · 1/4: its variance 4/3, a score's a
        // quarter.
        Figure score = of(ranking.scores(), "a");
        double half = 1.96 * Math.sqrt(4.0 / 3) / 2;
        assertThat(high(score) - score.estimate()).isCloseTo(half, within(0.01));
    }

    @Test
    void tiesAreHalfWins_orAnOutcomeOfTheirOwn() {
        var comparisons = Comparisons.builder();
        for (int i = 0; i < 40; i++) {
            comparisons.add("a", "b", "w", i < 20 ? "tie" : i < 35 ? "a" : "b");
        }
        Comparisons built = comparisons.build();

        // Half wins: a has 25 of 40. Davidson: 15 against 5 decided ones, half of all are ties.
        assertThat(new BradleyTerry().rank(built).wins("a", "b"))
                .isCloseTo(25.0 / 40, within(0.002));
        Ranking davidson = new Davidson().rank(built);
        assertThat(davidson.wins("a", "b")).isCloseTo(0.75, within(0.003));
        // ν e^0 ÷ Z = 1/2 at d = ln 3: ν = √3 + 1/√3 = 2.3094; of equal items ν ÷ (2 + ν).
        assertThat(davidson.tie()).isCloseTo(2.3094 / 4.3094, within(0.003));
    }

    @Test
    void itemThatNeverWon_andItemsNeverCompared_staySound() {
        var comparisons = Comparisons.builder();
        comparisons.add("a", "b", "w", "a").add("a", "b", "w", "a").add("c", "d", "w", "d");
        Comparisons built = comparisons.build();

        assertThat(built.connected()).isFalse();
        for (PairwiseModel model : List.of(new BradleyTerry(), new Davidson(), new CrowdBt())) {
            Ranking ranking = model.rank(built);
            for (Figure score : ranking.scores().values()) {
                assertThat(score.estimate()).isFinite();
                assertThat(score.low()).isNotNull().isLessThan(score.estimate());
            }
        }
    }

    @Test
    void crowdBt_readsTheOneWhoAnswersTheWrongWayRound() {
        Random random = new Random(3);
        var comparisons = Comparisons.builder();
        double[] scores = {2, 1, 0, -1, -2};
        for (int i = 0; i < 1500; i++) {
            int a = random.nextInt(5);
            int b = (a + 1 + random.nextInt(4)) % 5;
            int worker = random.nextInt(6);
            boolean left = random.nextDouble() < 1 / (1 + Math.exp(scores[b] - scores[a]));
            boolean said = worker == 0 ? !left : worker == 1 ? random.nextBoolean() : left;
            comparisons.add("i" + a, "i" + b, "w" + worker, said ? "i" + a : "i" + b);
        }
        Ranking ranking = new CrowdBt().rank(comparisons.build());

        assertThat(ranking.items()).containsExactly("i0", "i1", "i2", "i3", "i4");
        assertThat(ranking.score("i0")).isCloseTo(2, within(1.0));
        assertThat(of(ranking.abilities(), "w0").estimate()).isLessThan(0.15);
        assertThat(of(ranking.abilities(), "w1").estimate()).isBetween(0.35, 0.65);
        assertThat(of(ranking.abilities(), "w4").estimate()).isGreaterThan(0.85);
    }

    @Test
    void biases_areFoundAndTakenOff() {
        Random random = new Random(5);
        var comparisons = Comparisons.builder();
        for (int i = 0; i < 4000; i++) {
            int a = random.nextInt(4);
            int b = (a + 1 + random.nextInt(3)) % 4;
            double longer = random.nextGaussian();
            double d = 0.5 * (b - a) + 0.6 + 0.9 * Math.tanh(longer);
            boolean left = random.nextDouble() < 1 / (1 + Math.exp(-d));
            comparisons.add("i" + a, "i" + b, "w", left ? "i" + a : "i" + b, longer);
        }
        Ranking ranking = new BradleyTerry(EnumSet.allOf(Bias.class)).rank(comparisons.build());

        assertThat(of(ranking.biases(), Bias.POSITION).estimate()).isCloseTo(0.6, within(0.1));
        assertThat(of(ranking.biases(), Bias.LENGTH).estimate()).isCloseTo(0.9, within(0.15));
        assertThat(ranking.score("i0") - ranking.score("i3")).isCloseTo(1.5, within(0.2));
    }

    @Test
    void intervals_coverTheTruth() {
        int covered = 0;
        Random random = new Random(9);
        for (int run = 0; run < 200; run++) {
            var comparisons = Comparisons.builder();
            for (int i = 0; i < 300; i++) {
                int a = random.nextInt(5);
                int b = (a + 1 + random.nextInt(4)) % 5;
                boolean left = random.nextDouble() < 1 / (1 + Math.exp(0.5 * (a - b)));
                comparisons.add("i" + a, "i" + b, "w", left ? "i" + a : "i" + b);
            }
            Figure best = of(new BradleyTerry().rank(comparisons.build()).scores(), "i0");
            covered += low(best) <= 1 && 1 <= high(best) ? 1 : 0;
        }

        assertThat(covered).isBetween(182, 199);
    }

    @Test
    void nextPair_isTheOneKnownLeast() {
        Comparisons comparisons = games("a", "b", 50, 50, "c", "d", 2, 2, "a", "c", 30, 30);
        Ranking ranking = new BradleyTerry().rank(comparisons);

        List<PairChoice.Pair> next = PairChoice.next(ranking, comparisons.items(), 2);

        assertThat(next.get(0).right()).isEqualTo("d");
        assertThat(next).hasSize(2);
        assertThat(Set.of(next.get(0).left(), next.get(0).right()))
                .doesNotContain(next.get(1).left(), next.get(1).right());
    }

    @Test
    void circles_areToldFromChance() {
        Comparisons circle = games("a", "b", 40, 10, "b", "c", 40, 10, "c", "a", 40, 10);
        Comparisons line = games("a", "b", 40, 10, "b", "c", 40, 10, "a", "c", 40, 10);
        var model = new BradleyTerry();

        var found = Intransitivity.of(circle, model.rank(circle), new Seed(1));
        var none = Intransitivity.of(line, model.rank(line), new Seed(1));

        assertThat(found.circles()).isEqualTo(1);
        assertThat(found.triples()).isEqualTo(1);
        assertThat(none.circles()).isZero();
        assertThat(none.chance()).isEqualTo(1);
    }

    @Test
    void preferenceOfNeither_isRefused() {
        assertThatThrownBy(() -> Comparisons.builder().add("a", "b", "w", "c"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"c\"");
        assertThatThrownBy(() -> Comparisons.builder().add("a", "a", "w", "a"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("itself");
    }

    /** Games as (item, item, wins of the first, wins of the second) … */
    private static Comparisons games(Object... games) {
        var comparisons = Comparisons.builder();
        for (int i = 0; i < games.length; i += 4) {
            String a = (String) games[i];
            String b = (String) games[i + 1];
            for (int game = 0; game < (int) games[i + 2]; game++) {
                comparisons.add(a, b, "w", a);
            }
            for (int game = 0; game < (int) games[i + 3]; game++) {
                comparisons.add(a, b, "w", b);
            }
        }
        return comparisons.build();
    }

    private static <K> Figure of(Map<K, Figure> figures, K key) {
        return Objects.requireNonNull(figures.get(key));
    }

    private static double low(Figure figure) {
        return Objects.requireNonNull(figure.low());
    }

    private static double high(Figure figure) {
        return Objects.requireNonNull(figure.high());
    }
}
