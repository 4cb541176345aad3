package org.maslin.server.annotations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of an image, and whether it covers a place. */
record Area(double left, double top, double right, double bottom, Cover cover) {

    interface Cover {
        boolean at(double x, double y);
    }

    boolean covers(double x, double y) {
        return cover.at(x, y);
    }

    /** What lies within an outline and in none of its holes. */
    static Area within(List<double[]> outline, List<List<double[]>> holes) {
        var across = outline.stream().mapToDouble(p -> p[0]).summaryStatistics();
        var down = outline.stream().mapToDouble(p -> p[1]).summaryStatistics();
        return new Area(
                across.getMin(),
                down.getMin(),
                across.getMax(),
                down.getMax(),
                (x, y) ->
                        isInside(outline, x, y)
                                && holes.stream().noneMatch(hole -> isInside(hole, x, y)));
    }

    /** A mask of run lengths over the rows of its part of the image, outside first. */
    static Area ofRuns(Map<?, ?> mask) {
        int x = whole(mask.get("x"));
        int y = whole(mask.get("y"));
        int width = whole(mask.get("width"));
        int height = whole(mask.get("height"));
        List<?> runs = mask.get("runs") instanceof List<?> list ? list : List.of();
        var ends = new long[runs.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += whole(runs.get(i));
            ends[i] = end;
        }
        return new Area(
                x,
                y,
                x + width,
                y + height,
                (px, py) -> isInRun(ends, px - x, py - y, width, height));
    }

    private static boolean isInRun(long[] ends, double x, double y, int width, int height) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return false;
        }
        long pixel = (long) y * width + (long) x;
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= pixel) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (low & 1) == 1;
    }

    /** Whether a ray from the point crosses the outline an odd number of times. */
    private static boolean isInside(List<double[]> outline, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
            double[] a = outline.get(i);
            double[] b = outline.get(j);
            if (a[1] > y != b[1] > y && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static int whole(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
