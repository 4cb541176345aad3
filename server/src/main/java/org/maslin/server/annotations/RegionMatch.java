package org.maslin.server.annotations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which regions of an answer are those that were expected. A region is found by one of the same
 * label that overlaps it by half (intersection over union); the pairs that overlap most are joined
 * first. A span must be met to the letter; a point, or every point of a line, within {@value #NEAR}
 * pixels, and so must keypoints. Areas that are no upright boxes are counted on a grid.
 */
final class RegionMatch {

    private static final double HALF = 0.5;
    private static final double NEAR = 10;
    private static final int GRID = 200;
    private static final int CORNERS = 64;

    private record Pair(int right, int answer, double overlap) {}

    private RegionMatch() {}

    /** The harmonic mean of the share of the expected that was found and of the found expected. */
    static double f1(Map<?, ?> right, Map<?, ?> answer) {
        List<?> expected = regions(right);
        List<?> found = regions(answer);
        if (expected.isEmpty() || found.isEmpty()) {
            return expected.isEmpty() && found.isEmpty() ? 1 : 0;
        }
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < found.size(); j++) {
                double overlap = overlap((Map<?, ?>) expected.get(i), (Map<?, ?>) found.get(j));
                if (overlap >= HALF) {
                    pairs.add(new Pair(i, j, overlap));
                }
            }
        }
        pairs.sort(
                Comparator.comparingDouble(Pair::overlap)
                        .reversed()
                        .thenComparingInt(Pair::right)
                        .thenComparingInt(Pair::answer));
        Set<Integer> met = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        for (Pair pair : pairs) {
            if (!met.contains(pair.right()) && !used.contains(pair.answer())) {
                met.add(pair.right());
                used.add(pair.answer());
            }
        }
        return 2.0 * met.size() / (expected.size() + found.size());
    }

    private static List<?> regions(Map<?, ?> answer) {
        return answer.get("regions") instanceof List<?> list ? list : List.of();
    }

    /** From 0 to 1; 0 where label, page, message or kind of shape differ. */
    static double overlap(Map<?, ?> one, Map<?, ?> other) {
        boolean sameLabel =
                String.valueOf(one.get("label")).equals(String.valueOf(other.get("label")));
        if (!sameLabel || page(one) != page(other) || message(one) != message(other)) {
            return 0;
        }
        List<?> stretches = spans(one);
        if (!stretches.isEmpty()) {
            return sameSpans(stretches, spans(other)) ? 1 : 0;
        }
        List<double[]> a = points(one);
        List<double[]> b = points(other);
        if (a != null && b != null) {
            return isNear(a, b) ? 1 : 0;
        }
        if (one.get("box") instanceof Map<?, ?> first
                && other.get("box") instanceof Map<?, ?> second
                && angle(first) == 0
                && angle(second) == 0) {
            return ofBoxes(first, second);
        }
        Area area = area(one);
        Area beside = area(other);
        return area == null || beside == null ? 0 : ofAreas(area, beside);
    }

    private static int page(Map<?, ?> region) {
        return region.get("page") instanceof Number page ? page.intValue() : 1;
    }

    /** The message of a conversation that a span stands in; -1 of any other region. */
    private static int message(Map<?, ?> region) {
        return region.get("message") instanceof Number message ? message.intValue() : -1;
    }

    /** The stretches of a text that a region covers; none if its shape is another. */
    private static List<?> spans(Map<?, ?> region) {
        if (region.get("span") instanceof Map<?, ?> span) {
            return List.of(span);
        }
        return region.get("spans") instanceof List<?> spans ? spans : List.of();
    }

    private static boolean sameSpans(List<?> one, List<?> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            Map<?, ?> a = (Map<?, ?>) one.get(i);
            Map<?, ?> b = (Map<?, ?>) other.get(i);
            same = number(a, "start") == number(b, "start") && number(a, "end") == number(b, "end");
        }
        return same;
    }

    private static double angle(Map<?, ?> shape) {
        return shape.get("angle") == null ? 0 : number(shape, "angle");
    }

    static double ofBoxes(Map<?, ?> a, Map<?, ?> b) {
        double width = shared(a, b, "x", "width");
        double height = shared(a, b, "y", "height");
        double both = width * height;
        double all =
                number(a, "width") * number(a, "height")
                        + number(b, "width") * number(b, "height")
                        - both;
        return both / all;
    }

    private static double shared(Map<?, ?> a, Map<?, ?> b, String start, String size) {
        double low = Math.max(number(a, start), number(b, start));
        double high =
                Math.min(number(a, start) + number(a, size), number(b, start) + number(b, size));
        return Math.max(0, high - low);
    }

    /** The points of a point or line, else null. */
    private static @Nullable List<double[]> points(Map<?, ?> region) {
        if (region.get("point") instanceof List<?> point) {
            return List.of(point(point));
        }
        if (region.get("keypoints") instanceof List<?> keypoints) {
            return line(keypoints);
        }
        return region.get("line") instanceof List<?> line ? line(line) : null;
    }

    private static List<double[]> line(List<?> line) {
        return line.stream().map(point -> point((List<?>) point)).toList();
    }

    private static boolean isNear(List<double[]> a, List<double[]> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (Math.hypot(a.get(i)[0] - b.get(i)[0], a.get(i)[1] - b.get(i)[1]) > NEAR) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Area area(Map<?, ?> region) {
        if (region.get("mask") instanceof Map<?, ?> mask) {
            return Area.ofRuns(mask);
        }
        List<double[]> outline = outline(region);
        if (outline == null) {
            return null;
        }
        return region.get("holes") instanceof List<?> holes
                ? Area.within(outline, holes.stream().map(hole -> line((List<?>) hole)).toList())
                : Area.within(outline, List.of());
    }

    private static @Nullable List<double[]> outline(Map<?, ?> region) {
        if (region.get("polygon") instanceof List<?> polygon) {
            return line(polygon);
        }
        if (region.get("box") instanceof Map<?, ?> box) {
            double width = number(box, "width") / 2;
            double height = number(box, "height") / 2;
            double x = number(box, "x") + width;
            double y = number(box, "y") + height;
            var corners = new ArrayList<double[]>();
            for (int[] sign : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
                corners.add(turned(x, y, sign[0] * width, sign[1] * height, angle(box)));
            }
            return corners;
        }
        if (region.get("ellipse") instanceof Map<?, ?> ellipse) {
            var corners = new ArrayList<double[]>();
            for (int i = 0; i < CORNERS; i++) {
                double turn = 2 * Math.PI * i / CORNERS;
                corners.add(
                        turned(
                                number(ellipse, "x"),
                                number(ellipse, "y"),
                                number(ellipse, "radiusX") * Math.cos(turn),
                                number(ellipse, "radiusY") * Math.sin(turn),
                                angle(ellipse)));
            }
            return corners;
        }
        return null;
    }

    private static double[] turned(double x, double y, double dx, double dy, double degrees) {
        double turn = Math.toRadians(degrees);
        return new double[] {
            x + dx * Math.cos(turn) - dy * Math.sin(turn),
            y + dx * Math.sin(turn) + dy * Math.cos(turn)
        };
    }

    private static double ofAreas(Area a, Area b) {
        double left = Math.min(a.left(), b.left());
        double top = Math.min(a.top(), b.top());
        double width = Math.max(a.right(), b.right()) - left;
        double height = Math.max(a.bottom(), b.bottom()) - top;
        int both = 0;
        int either = 0;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                double x = left + (i + HALF) * width / GRID;
                double y = top + (j + HALF) * height / GRID;
                boolean inA = a.covers(x, y);
                boolean inB = b.covers(x, y);
                both += inA && inB ? 1 : 0;
                either += inA || inB ? 1 : 0;
            }
        }
        return either == 0 ? 0 : (double) both / either;
    }

    private static double[] point(List<?> point) {
        return new double[] {
            ((Number) point.get(0)).doubleValue(), ((Number) point.get(1)).doubleValue()
        };
    }

    private static double number(Map<?, ?> shape, String field) {
        return shape.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
