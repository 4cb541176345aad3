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

    @Test
    void judge_everyCheckHolds_passes() {
        Gate gate = GateFlow.judge(GateFlow.defaults(), good());

        assertThat(gate.verdict()).isEqualTo(Gate.Verdict.PASS);
        assertThat(gate.checks()).hasSize(6).allMatch(Gate.Check::holds);
    }

    @Test
    void judge_intervalOfTheWinRateContainsHalf_fails() {
        Map<String, Figure> figures = good();
        figures.put("win-rate", figure(.52, .48, .56));

        Gate gate = GateFlow.judge(GateFlow.defaults(), figures);

        assertThat(gate.verdict()).isEqualTo(Gate.Verdict.FAIL);
        assertThat(gate.checks())
                .filteredOn(check -> !check.holds())
                .singleElement()
                .satisfies(
                        check -> {
                            assertThat(check.name()).isEqualTo("win-rate");
                            assertThat(check.rule()).isEqualTo("low > 0.5");
                        });
    }

    @Test
    void judge_collapsedModelThatWins_fails() {
        Map<String, Figure> figures = good();
        figures.put("well-formed", figure(.83, .79, .87));
        figures.put("kl", figure(9.5, 9, 10));

        Gate gate = GateFlow.judge(GateFlow.defaults(), figures);

        assertThat(gate.checks())
                .filteredOn(check -> !check.holds())
                .extracting(Gate.Check::name)
                .containsExactly("well-formed", "kl");
    }

    @Test
    void judge_figureThatIsNotThere_namesTheNearest() {
        var rule =
                new GateRule("win-rat", GateRule.End.LOW, GateRule.Comparison.ABOVE, .5, null, 0);

        assertThatThrownBy(() -> GateFlow.judge(List.of(rule), good()))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> assertThat(bad.hint()).contains("win-rate"));
    }

    private static Map<String, Figure> good() {
        var figures = new HashMap<String, Figure>();
        figures.put("win-rate", figure(.78, .74, .82));
        figures.put("length-matched-win-rate", figure(.76, .72, .80));
        figures.put("well-formed", figure(.99, .97, 1));
        figures.put("well-formed-base", figure(.98, .96, .99));
        figures.put("kl", figure(1.4, 1.2, 1.6));
        figures.put("greedy-correct", figure(.85, .81, .88));
        figures.put("greedy-correct-base", figure(.90, .87, .93));
        return figures;
    }

    private static Figure figure(double estimate, double low, double high) {
        return Figure.withInterval(estimate, low, high, 400, "made up");
    }
}
