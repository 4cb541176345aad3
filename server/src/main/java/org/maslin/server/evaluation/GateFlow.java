package org.maslin.server.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Nearest;
import org.maslin.server.evaluation.GateRule.Comparison;
import org.maslin.server.evaluation.GateRule.End;
import org.maslin.server.evaluation.GateRule.Limit;

/** Holds figures against rules. */
public final class GateFlow {

    private GateFlow() {}

    /**
     * Every rule's check, in order; the gate passes when all hold.
     *
     * @throws BadInputException if a rule names a figure that was not measured
     */
    public static Gate check(List<GateRule> rules, Map<String, Figure> figures) {
        List<Gate.Check> checks = rules.stream().map(rule -> check(rule, figures)).toList();
        boolean all = checks.stream().allMatch(Gate.Check::holds);
        return new Gate(all ? Gate.Verdict.PASS : Gate.Verdict.FAIL, checks);
    }

    private static Gate.Check check(GateRule rule, Map<String, Figure> figures) {
        Figure figure = figure(rule.figure(), figures);
        double value = end(rule, figure);
        double limit =
                switch (rule.limit()) {
                    case Limit.Number(double number) -> number;
                    case Limit.Other(String other) -> figure(other, figures).estimate();
                };
        boolean holds =
                switch (rule.comparison()) {
                    case ABOVE -> value > limit - rule.slack();
                    case AT_LEAST -> value >= limit - rule.slack();
                    case BELOW -> value < limit + rule.slack();
                    case AT_MOST -> value <= limit + rule.slack();
                };
        return new Gate.Check(rule.figure(), holds, figure, text(rule));
    }

    private static double end(GateRule rule, Figure figure) {
        @Nullable Double end =
                switch (rule.end()) {
                    case LOW -> figure.low();
                    case HIGH -> figure.high();
                    case ESTIMATE -> Double.valueOf(figure.estimate());
                };
        if (end == null) {
            throw new BadInputException(
                    "rule of " + rule.figure(),
                    "a figure without interval (%s)".formatted(figure.method()),
                    "one with a " + word(rule.end()) + " end",
                    "Hold the estimate against the limit: end: estimate.");
        }
        return end;
    }

    private static Figure figure(String name, Map<String, Figure> figures) {
        Figure figure = figures.get(name);
        if (figure == null) {
            throw new BadInputException(
                    "rule of " + name,
                    "no such figure in the evaluation",
                    "a figure that was measured",
                    Nearest.hint(name, new TreeSet<>(figures.keySet())));
        }
        return figure;
    }

    private static String text(GateRule rule) {
        String limit =
                switch (rule.limit()) {
                    case Limit.Number(double number) -> number(number);
                    case Limit.Other(String other) -> other;
                };
        String slack = "";
        if (rule.slack() > 0) {
            boolean lower =
                    rule.comparison() == Comparison.ABOVE
                            || rule.comparison() == Comparison.AT_LEAST;
            slack = (lower ? " - " : " + ") + number(rule.slack());
        }
        return word(rule.end()) + " " + rule.comparison().sign + " " + limit + slack;
    }

    private static String number(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String word(End end) {
        return end.name().toLowerCase(java.util.Locale.ROOT);
    }
}
