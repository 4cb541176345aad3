package org.maslin.server.evaluation;

/** What must hold of what was measured. */
public sealed interface GateRule permits FigureRule, NonInferiorityRule {

    Gate.Check check(Measured measured);
}
