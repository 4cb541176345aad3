package org.maslin.server.report;

import java.util.Comparator;
import java.util.List;
import org.maslin.core.Figure;

/** Dots with their intervals, the highest first, and n in a column. */
record DotPlot(String valueName, List<Row> rows) implements Plot.Drawing {

    private static final double ROW = 20;
    private static final double LEFT = 104;
    private static final double RIGHT = Plot.WIDTH - 46.0;
    private static final double TOP = 4;

    record Row(String name, Figure figure) {}

    DotPlot {
        rows =
                rows.stream()
                        .sorted(
                                Comparator.comparingDouble((Row row) -> -row.figure().estimate())
                                        .thenComparing(Row::name))
                        .toList();
    }

    @Override
    public int height() {
        return (int) (bottom() + 34);
    }

    @Override
    public void draw(Html svg) {
        Scale x = scale();
        for (double tick : x.ticks(4)) {
            Plot.line(svg, "axis", x.of(tick), TOP, x.of(tick), bottom());
            Plot.text(svg, "", x.of(tick), bottom() + 14, "middle", Numbers.tick(tick));
        }
        Plot.text(svg, "", RIGHT, bottom() + 29, "end", valueName);
        Plot.text(svg, "", Plot.WIDTH, bottom() + 14, "end", "n");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, x, rows.get(i), TOP + ROW * (i + 0.5));
        }
    }

    private static void row(Html svg, Scale x, Row row, double y) {
        Figure figure = row.figure();
        Plot.text(svg, "tl", LEFT - 8, y + 4, "end", shortened(row.name()));
        Plot.text(svg, "", Plot.WIDTH, y + 4, "end", Numbers.count(figure.n()));
        if (figure.low() != null && figure.high() != null) {
            Plot.line(svg, "range", x.of(figure.low()), y, x.of(figure.high()), y);
        }
        Plot.dot(svg, "ink-2-fill", x.of(figure.estimate()), y);
    }

    @Override
    public Table table() {
        return new Table(
                1,
                List.of("name", valueName, "low", "high", "n"),
                rows.stream().map(DotPlot::listed).toList());
    }

    private static List<String> listed(Row row) {
        Figure figure = row.figure();
        return List.of(
                row.name(),
                Numbers.estimate(figure),
                figure.low() == null ? "·" : Numbers.value(figure.low()),
                figure.high() == null ? "·" : Numbers.value(figure.high()),
                Numbers.count(figure.n()));
    }

    private Scale scale() {
        double low = 1;
        double high = 0;
        for (Row row : rows) {
            Figure figure = row.figure();
            low = Math.min(low, figure.low() == null ? figure.estimate() : figure.low());
            high = Math.max(high, figure.high() == null ? figure.estimate() : figure.high());
        }
        return Scale.round(low, high, 4, LEFT, RIGHT);
    }

    private double bottom() {
        return TOP + ROW * rows.size();
    }

    private static String shortened(String name) {
        return name.length() <= 15 ? name : name.substring(0, 14) + "…";
    }
}
