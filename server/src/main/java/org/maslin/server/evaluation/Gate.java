package org.maslin.server.evaluation;

import java.util.List;
import org.maslin.core.Figure;

/** What came out when figures were held against rules. */
public record Gate(Verdict verdict, List<Check> checks) {

    /** Whether all rules hold. */
    public enum Verdict {
        PASS,
        FAIL
    }

    /**
     * One rule held against its figure.
     *
     * @param rule in a few signs, such as {@code low > 0.5}
     */
    public record Check(String name, boolean holds, Figure figure, String rule) {}

    public Gate {
        checks = List.copyOf(checks);
    }
}
