package org.maslin.server.evaluation;

import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;

/** Holds figures against rules. */
public final class GateFlow {

    private GateFlow() {}

    /**
     * The rules of the product's own loop. A collapsed model can win votes, so form, distance and
     * correctness are checked beside the win-rate.
     */
    public static List<GateRule> defaults() {
        return List.of(
                number("win-rate", GateRule.End.LOW, GateRule.Comparison.ABOVE, 0.5),
                number("length-matched-win-rate", GateRule.End.LOW, GateRule.Comparison.ABOVE, 0.5),
                number(
                        "well-formed-base",
                        GateRule.End.ESTIMATE,
                        GateRule.Comparison.AT_LEAST,
                        0.9),
                other("well-formed", "well-formed-base", 0),
                number("kl", GateRule.End.ESTIMATE, GateRule.Comparison.AT_MOST, 5),
                other("greedy-correct", "greedy-correct-base", -0.1));
    }

    public static Gate judge(List<GateRule> rules, Map<String, Figure> figures) {
        List<Gate.Check> checks = rules.stream().map(rule -> rule.check(figures)).toList();
        boolean all = checks.stream().allMatch(Gate.Check::holds);
        return new Gate(all ? Gate.Verdict.PASS : Gate.Verdict.FAIL, checks);
    }

    private static GateRule number(
            String figure, GateRule.End end, GateRule.Comparison comparison, double number) {
        return new GateRule(figure, end, comparison, number, null, 0);
    }

    private static GateRule other(String figure, String other, double margin) {
        return new GateRule(
                figure, GateRule.End.ESTIMATE, GateRule.Comparison.AT_LEAST, null, other, margin);
    }
}
