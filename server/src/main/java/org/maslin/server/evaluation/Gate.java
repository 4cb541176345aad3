package org.maslin.server.evaluation;

import java.util.List;
import org.maslin.core.Figure;

/** Whether a model may go on: every check, and the verdict over them. */
public record Gate(Verdict verdict, List<Check> checks) {

    /** All checks hold, or not. */
    public enum Verdict {
        PASS,
        FAIL
    }

    /** One rule on one figure. */
    public record Check(String name, boolean holds, Figure figure, String rule) {}

    public Gate {
        checks = List.copyOf(checks);
    }

    public boolean passes() {
        return verdict == Verdict.PASS;
    }
}
