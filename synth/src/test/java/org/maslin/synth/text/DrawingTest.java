package org.maslin.synth.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

final class DrawingTest {

    private final Drawing drawing = new Drawing(TinyWorld.world());

    @Test
    void draw_withCondition_meetsIt() {
        var odd =
                new Draw(
                        "n",
                        new Sampler.IntegerRange(1, 9),
                        Expression.parse("n / 1 > 4 && n != 7"));
        var random = new Seed(1).generator();
        for (int i = 0; i < 200; i++) {
            assertThat(drawing.draw(odd, Map.of(), random).asWhole())
                    .isGreaterThan(4)
                    .isNotEqualTo(7);
        }
        assertThat(drawing.support(odd, Map.of()))
                .extracting(TextValue::text)
                .containsExactly("5", "6", "8", "9");
    }

    @Test
    void draw_conditionThatNeverHolds_isNamed() {
        var never = new Draw("n", new Sampler.IntegerRange(1, 9), Expression.parse("n > 9"));
        assertThatThrownBy(() -> drawing.draw(never, Map.of(), new Seed(1).generator()))
                .hasMessageContaining("The condition of (n)");
    }

    @Test
    void first_ofAList_isDistinctAndEveryMemberComes() {
        var random = new Seed(3).generator();
        var seen = new TreeSet<Integer>();
        for (int i = 0; i < 100; i++) {
            List<Integer> drawn = Drawing.first(2, List.of(1, 2, 3, 4), random);
            assertThat(drawn).doesNotHaveDuplicates();
            seen.addAll(drawn);
        }
        assertThat(seen).containsExactly(1, 2, 3, 4);
    }

    @Test
    void weighted_heavyChoice_comesAsOftenAsItsWeight() {
        var random = new Seed(4).generator();
        int heavy = 0;
        for (int i = 0; i < 10_000; i++) {
            heavy += Drawing.weighted(List.of(1, 3), weight -> weight, random) == 3 ? 1 : 0;
        }
        assertThat(heavy / 10_000.0).isBetween(0.73, 0.77);
    }
}
