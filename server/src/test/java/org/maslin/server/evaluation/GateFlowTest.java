package org.maslin.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;

class GateFlowTest {

    private final Map<String, Figure> good = new HashMap<>();

    GateFlowTest() {
        good.put("win-rate", between(0.78, 0.72, 0.83));
        good.put("length-matched-win-rate", between(0.76, 0.7, 0.82));
        good.put("well-formed", between(0.99, 0.97, 1));
        good.put("well-formed-base", between(0.99, 0.97, 1));
        good.put("kl", between(1.4, 1.2, 1.6));
        good.put("greedy-correct", between(0.8, 0.76, 0.84));
        good.put("greedy-correct-base", between(0.9, 0.87, 0.93));
    }

    @Test
    void shippedRules_figuresOfAGoodRun_pass() {
        Gate gate = judge();

        assertThat(gate.passes()).isTrue();
        assertThat(gate.checks())
                .extracting(Gate.Check::rule)
                .containsExactly(
                        "low > 0.5",
                        "low > 0.5",
                        "estimate ≥ well-formed-base",
                        "estimate ≥ 0.9",
                        "estimate ≤ 5",
                        "estimate ≥ greedy-correct-base − 0.1");
    }

    @Test
    void winRate_whoseIntervalReachesAHalf_fails() {
        good.put("win-rate", between(0.6, 0.5, 0.7));

        assertThat(failing()).containsExactly("win-rate");
    }

    @Test
    void collapsedPolicy_thatWinsByVotes_failsForItsFormAndItsDistance() {
        good.put("win-rate", between(0.62, 0.57, 0.67));
        good.put("well-formed", between(0.83, 0.79, 0.86));
        good.put("kl", between(9.5, 9, 10));

        assertThat(failing()).containsExactly("well-formed", "kl");
    }

    @Test
    void greedyCorrectness_moreThanATenthBelowTheBase_fails() {
        good.put("greedy-correct", between(0.79, 0.75, 0.83));

        assertThat(failing()).containsExactly("greedy-correct");
    }

    @Test
    void rule_onAFigureThatWasNotMeasured_namesTheNearest() {
        var rule =
                new FigureRule(
                        "winrate", FigureRule.End.LOW, FigureRule.Comparison.ABOVE, 0.5, null, 0);

        assertThatThrownBy(() -> GateFlow.judge(List.of(rule), new Measured(good, List.of())))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> assertThat(bad.hint()).contains("\"win-rate\""));
    }

    @Test
    void rule_onTheLowEndOfAFigureWithoutInterval_isRefused() {
        good.put("distinct-2", Figure.withoutInterval(0.3, 4000, "distinct-2"));
        var rule =
                new FigureRule(
                        "distinct-2",
                        FigureRule.End.LOW,
                        FigureRule.Comparison.ABOVE,
                        0.2,
                        null,
                        0);

        assertThatThrownBy(() -> GateFlow.judge(List.of(rule), new Measured(good, List.of())))
                .hasMessageContaining("without an interval");
    }

    private Gate judge() {
        return GateFlow.judge(GateRecipes.shipped().rules(), new Measured(good, List.of()));
    }

    private List<String> failing() {
        return judge().checks().stream()
                .filter(check -> !check.holds())
                .map(Gate.Check::name)
                .toList();
    }

    private static Figure between(double estimate, double low, double high) {
        return Figure.withInterval(estimate, low, high, 400, "by hand");
    }
}
