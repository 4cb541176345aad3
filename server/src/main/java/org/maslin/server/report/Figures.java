package org.maslin.server.report;

import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.databind.JsonNode;

/** Writes measured figures: the estimate bold, its interval soft, n small, a whisker beside it. */
final class Figures {

    /** Where a whisker begins and ends, and the upright mark on it. */
    record Range(double low, double high, @Nullable Double mark) {
        static final Range SHARE = new Range(0, 1, null);
        static final Range EVEN = new Range(0, 1, 0.5);
    }

    private static final double WIDTH = 96;
    private static final double MIDDLE = 7;

    private Figures() {}

    /** The figure of the API's JSON; null where there is none. */
    static @Nullable Figure read(JsonNode json) {
        if (!json.path("estimate").isNumber()) {
            return null;
        }
        boolean ends = json.path("low").isNumber() && json.path("high").isNumber();
        return new Figure(
                json.path("estimate").asDouble(),
                ends ? json.path("low").asDouble() : null,
                ends ? json.path("high").asDouble() : null,
                json.path("n").asLong(),
                json.path("method").asString(""));
    }

    /** Estimate, interval and n in one line. */
    static void write(Html html, String size, @Nullable Figure figure) {
        html.open("span.fig" + size);
        if (figure == null || figure.n() == 0) {
            html.put("span.muted", "n too small").close();
            return;
        }
        html.put("b", Numbers.estimate(figure)).text(" ");
        html.put("i", Numbers.interval(figure)).text(" ");
        html.put("small", "n\u00a0" + Numbers.count(figure.n())).close();
    }

    /** The same with a whisker where the figure is a share. */
    static void writeWithWhisker(Html html, @Nullable Figure figure) {
        write(html, "", figure);
        if (figure != null && figure.low() != null && figure.high() != null) {
            if (figure.low() >= 0 && figure.high() <= 1) {
                html.text(" ");
                whisker(html, figure, Range.SHARE);
            }
        }
    }

    /** Dot and interval; nothing where there is no interval. */
    static void whisker(Html html, @Nullable Figure figure, Range range) {
        if (figure == null || figure.low() == null || figure.high() == null) {
            return;
        }
        Scale x = new Scale(range.low(), range.high(), 5, WIDTH - 5);
        html.open("svg.whisker", "viewBox", "0 0 96 14", "aria-hidden", "true");
        line(html, "axis", 5, WIDTH - 5);
        if (range.mark() != null) {
            String at = x.at(range.mark());
            html.empty("line.zero", "x1", at, "x2", at, "y1", "1", "y2", "13");
        }
        line(html, "span", x.of(figure.low()), x.of(figure.high()));
        html.empty("circle.ink-fill", "cx", x.at(figure.estimate()), "cy", "7", "r", "3.5").close();
    }

    private static void line(Html html, String kind, double from, double to) {
        String y = Scale.text(MIDDLE);
        html.empty("line." + kind, "x1", Scale.text(from), "x2", Scale.text(to), "y1", y, "y2", y);
    }
}
