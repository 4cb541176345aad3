package org.maslin.server.report;

import java.util.List;

/** Counts as bars, each with its number. */
record BarPlot(String valueName, List<Row> rows) implements Plot.Drawing {

    private static final double ROW = 26;
    private static final double LEFT = 104;
    private static final double RIGHT = Plot.WIDTH - 88.0;

    record Row(String name, long count) {}

    BarPlot {
        rows = List.copyOf(rows);
    }

    @Override
    public int height() {
        return (int) (ROW * rows.size()) + 4;
    }

    @Override
    public void draw(Html svg) {
        Scale x = new Scale(0, most(), LEFT, RIGHT);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = ROW * (i + 0.5);
            Plot.text(svg, "tl", LEFT - 8, y + 4, "end", shortened(row.name()));
            svg.empty(
                    "rect.bar",
                    "x",
                    Scale.text(LEFT),
                    "y",
                    Scale.text(y - 6),
                    "width",
                    Scale.text(Math.max(1, x.of(row.count()) - LEFT)),
                    "height",
                    "12",
                    "rx",
                    "2");
            Plot.text(
                    svg,
                    "tl",
                    x.of(row.count()) + 6,
                    y + 4,
                    "start",
                    Numbers.count(row.count()) + " · " + share(row));
        }
    }

    @Override
    public Table table() {
        return new Table(
                1,
                List.of("name", valueName, "share"),
                rows.stream()
                        .map(row -> List.of(row.name(), Numbers.count(row.count()), share(row)))
                        .toList());
    }

    private String share(Row row) {
        long all = rows.stream().mapToLong(Row::count).sum();
        return Numbers.value(all == 0 ? 0 : (double) row.count() / all);
    }

    private long most() {
        return rows.stream().mapToLong(Row::count).max().orElse(1);
    }

    private static String shortened(String name) {
        return name.length() <= 15 ? name : name.substring(0, 14) + "…";
    }
}
