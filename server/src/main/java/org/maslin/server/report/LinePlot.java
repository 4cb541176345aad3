package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * A curve with its band, and a named value beside its last point.
 *
 * @param target a dashed line with its name
 */
record LinePlot(String xName, String yName, List<Point> points, @Nullable Target target, YAxis y)
        implements Plot.Drawing {

    private static final int HEIGHT = 176;
    private static final double LEFT = 38;
    private static final double RIGHT = Plot.WIDTH - 46.0;
    private static final double TOP = 10;
    private static final double BOTTOM = HEIGHT - 34.0;
    private static final int MOST_DRAWN = 120;
    private static final int MOST_LISTED = 12;

    /** A value at x, and its interval where it has one. */
    record Point(double x, double y, double low, double high) {

        static Point of(double x, Figure figure) {
            Double low = figure.low();
            Double high = figure.high();
            return low == null || high == null
                    ? of(x, figure.estimate())
                    : new Point(x, figure.estimate(), low, high);
        }

        static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }

        boolean hasInterval() {
            return high > low;
        }
    }

    record Target(double at, String name) {}

    /** Whether the values are shares, with the ends as they are, or any number. */
    enum YAxis {
        SHARE,
        ANY
    }

    LinePlot {
        points = List.copyOf(points);
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void draw(Html svg) {
        Scale x = new Scale(points.getFirst().x(), points.getLast().x(), LEFT, RIGHT);
        Scale up = yScale();
        for (double tick : up.ticks(4)) {
            Plot.line(svg, "axis", LEFT, up.of(tick), RIGHT, up.of(tick));
            Plot.text(svg, "", LEFT - 6, up.of(tick) + 4, "end", Numbers.tick(tick));
        }
        for (double tick : x.ticks(4)) {
            Plot.text(svg, "", x.of(tick), BOTTOM + 16, "middle", Numbers.tick(tick));
        }
        Plot.text(svg, "", RIGHT, HEIGHT - 4.0, "end", xName);
        if (target != null) {
            Plot.line(svg, "target", LEFT, up.of(target.at()), RIGHT, up.of(target.at()));
            double y = up.of(target.at());
            Plot.text(svg, "", RIGHT - 8, y + (y > BOTTOM - 15 ? -6 : 15), "end", target.name());
        }
        curve(svg, x, up);
    }

    private void curve(Html svg, Scale x, Scale up) {
        List<Point> drawn = evenly(points, MOST_DRAWN);
        if (points.stream().anyMatch(Point::hasInterval)) {
            var back = new ArrayList<>(drawn).reversed();
            String upper = path(drawn, x, up, Point::high);
            String lower = path(back, x, up, Point::low).replaceFirst("M", "L");
            svg.empty("path.band", "d", upper + lower + "Z");
        }
        svg.empty("path.curve", "d", path(drawn, x, up, Point::y));
        Point last = points.getLast();
        Plot.dot(svg, "ink-fill", x.of(last.x()), up.of(last.y()));
        Plot.text(
                svg,
                "tl",
                x.of(last.x()) + 8,
                up.of(last.y()) + 4,
                "start",
                Numbers.value(last.y()));
    }

    @Override
    public Table table() {
        boolean interval = points.stream().anyMatch(Point::hasInterval);
        var head = new ArrayList<>(List.of(xName, yName));
        if (interval) {
            head.addAll(List.of("low", "high"));
        }
        var rows = evenly(points, MOST_LISTED).stream().map(point -> row(point, interval)).toList();
        return new Table(1, head, rows);
    }

    private static List<String> row(Point point, boolean interval) {
        var row = new ArrayList<>(List.of(Numbers.tick(point.x()), Numbers.value(point.y())));
        if (interval) {
            row.addAll(List.of(Numbers.value(point.low()), Numbers.value(point.high())));
        }
        return row;
    }

    private Scale yScale() {
        double low = points.stream().mapToDouble(Point::low).min().orElse(0);
        double high = points.stream().mapToDouble(Point::high).max().orElse(1);
        if (target != null) {
            low = Math.min(low, target.at());
            high = Math.max(high, target.at());
        }
        Scale round = Scale.round(low, high, 4, BOTTOM, TOP);
        return y == YAxis.SHARE
                ? new Scale(round.low(), Math.min(1, round.high()), BOTTOM, TOP)
                : round;
    }

    private interface Height {
        double of(Point point);
    }

    private static String path(List<Point> points, Scale x, Scale up, Height height) {
        var path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L');
            path.append(x.at(point.x())).append(' ').append(up.at(height.of(point)));
        }
        return path.toString();
    }

    /** At most n points, the first and the last among them. */
    private static List<Point> evenly(List<Point> points, int n) {
        int last = points.size() - 1;
        return last < n
                ? points
                : IntStream.range(0, n)
                        .mapToObj(i -> points.get((int) ((long) i * last / (n - 1))))
                        .toList();
    }
}
