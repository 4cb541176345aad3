package org.maslin.server.evaluation;

import java.util.List;

/** Holds what was measured against rules. */
public final class GateFlow {

    private GateFlow() {}

    /** Every rule's check, in order; the gate passes when all hold. */
    public static Gate judge(List<GateRule> rules, Measured measured) {
        List<Gate.Check> checks = rules.stream().map(rule -> rule.check(measured)).toList();
        boolean all = checks.stream().allMatch(Gate.Check::holds);
        return new Gate(all ? Gate.Verdict.PASS : Gate.Verdict.FAIL, checks);
    }
}
