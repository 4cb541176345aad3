package org.maslin.server.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;

/**
 * What a gate holds against its rules.
 *
 * @param figures by name
 * @param outcomes how each prompt was judged, between 0 and 1, in the order of their tasks; empty
 *     where that is not known
 */
public record Measured(Map<String, Figure> figures, List<Double> outcomes) {

    public Measured {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        outcomes = List.copyOf(outcomes);
    }
}
