package org.maslin.server.plumbing;

import org.maslin.core.Figure;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A measured figure as JSON: {@code {"estimate", "low", "high", "n", "method"}}. */
public final class FigureJson {

    private FigureJson() {}

    /** The ends of the interval are left out where there is none. */
    public static ObjectNode of(Figure figure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("estimate", figure.estimate());
        Double low = figure.low();
        Double high = figure.high();
        if (low != null && high != null) {
            json.put("low", low);
            json.put("high", high);
        }
        json.put("n", figure.n());
        json.put("method", figure.method());
        return json;
    }
}
