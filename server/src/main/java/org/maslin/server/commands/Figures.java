package org.maslin.server.commands;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Measured figures on standard output. */
final class Figures {

    private Figures() {}

    /** {@code {"estimate","low","high","n","method"}}; no interval, no low and high. */
    static String json(Figure figure) {
        return node(figure).toString();
    }

    /** The same with other figures by name under one more key, if there are any. */
    static String json(Figure figure, String key, Map<String, Figure> others) {
        ObjectNode json = node(figure);
        if (!others.isEmpty()) {
            ObjectNode under = json.putObject(key);
            others.forEach((name, other) -> under.set(name, node(other)));
        }
        return json.toString();
    }

    private static ObjectNode node(Figure figure) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("estimate", figure.estimate());
        @Nullable Double low = figure.low();
        @Nullable Double high = figure.high();
        if (low != null && high != null) {
            json.put("low", low.doubleValue()).put("high", high.doubleValue());
        }
        return json.put("n", figure.n()).put("method", figure.method());
    }

    static String text(Figure figure) {
        String interval =
                figure.low() == null
                        ? ""
                        : String.format(Locale.ROOT, " [%.4f, %.4f]", figure.low(), figure.high());
        return String.format(
                Locale.ROOT,
                "%.4f%s (n = %d, %s)",
                figure.estimate(),
                interval,
                figure.n(),
                figure.method());
    }
}
