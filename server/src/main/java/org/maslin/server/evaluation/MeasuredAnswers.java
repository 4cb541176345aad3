package org.maslin.server.evaluation;

import java.util.Map;
import org.maslin.core.Figure;

/** What was measured of two models' answers before anybody judged them. */
public record MeasuredAnswers(long prompts, long same, Map<String, Figure> figures) {

    public MeasuredAnswers {
        figures = Map.copyOf(figures);
    }
}
