package org.maslin.server.report;

import java.util.List;

/**
 * A plot with its title, its method and n, a sentence that says the finding, and its values as a
 * table.
 *
 * @param method the method with n, on the right of the title
 * @param finding one sentence, for those who do not see the drawing
 */
record Plot(String title, String method, String finding, Drawing drawing) {

    /** How wide every drawing is: read at its own size on a phone, in columns elsewhere. */
    static final int WIDTH = 344;

    /** What is drawn, and the values behind it. */
    sealed interface Drawing permits LinePlot, DotPlot, BarPlot {

        int height();

        void draw(Html svg);

        Table table();
    }

    void write(Html html) {
        html.open("figure.plot").open("figcaption").put("b", title).put("span", method).close();
        html.open(
                "svg",
                "role",
                "img",
                "aria-label",
                title + ". " + finding,
                "viewBox",
                "0 0 " + WIDTH + " " + drawing.height());
        drawing.draw(html);
        html.close().open("details").put("summary", "Show as table");
        drawing.table().write(html, title + ", values");
        html.close().close();
    }

    static void text(Html svg, String kind, double x, double y, String anchor, String text) {
        svg.put(
                kind.isEmpty() ? "text" : "text." + kind,
                text,
                "x",
                Scale.text(x),
                "y",
                Scale.text(y),
                "text-anchor",
                anchor);
    }

    static void line(Html svg, String kind, double x1, double y1, double x2, double y2) {
        svg.empty(
                "line." + kind,
                "x1",
                Scale.text(x1),
                "y1",
                Scale.text(y1),
                "x2",
                Scale.text(x2),
                "y2",
                Scale.text(y2));
    }

    static void dot(Html svg, String kind, double x, double y) {
        svg.empty("circle." + kind, "cx", Scale.text(x), "cy", Scale.text(y), "r", "3.5");
    }

    /** Rows of plots, as many beside each other as there is room for. */
    static void writeAll(Html html, List<Plot> plots) {
        if (!plots.isEmpty()) {
            html.open("div.plots");
            plots.forEach(plot -> plot.write(html));
            html.close();
        }
    }
}
