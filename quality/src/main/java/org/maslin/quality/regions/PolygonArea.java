package org.maslin.quality.regions;

import java.util.Arrays;
import java.util.List;

/**
 * Areas of polygons and of what two have in common, exactly: between two neighbouring heights of
 * corners and crossings no edges cross, so that each strip is made of trapezoids.
 */
final class PolygonArea {

    private PolygonArea() {}

    static double of(Shape.Polygon polygon) {
        return ofBoth(polygon, polygon);
    }

    static double ofBoth(Shape.Polygon a, Shape.Polygon b) {
        double[][] first = edges(a);
        double[][] second = edges(b);
        double[] heights = heights(first, second);
        double area = 0;
        for (int i = 1; i < heights.length; i++) {
            double low = heights[i - 1];
            double high = heights[i];
            if (high > low) {
                double middle = (low + high) / 2;
                area += (high - low) * common(crossings(first, middle), crossings(second, middle));
            }
        }
        return area;
    }

    /** Edges that are not level, as x1, y1, x2, y2. */
    private static double[][] edges(Shape.Polygon polygon) {
        List<Double> c = polygon.coordinates();
        double[][] edges = new double[c.size() / 2][];
        int n = 0;
        for (int i = 0; i < c.size(); i += 2) {
            int next = (i + 2) % c.size();
            double[] edge = {c.get(i), c.get(i + 1), c.get(next), c.get(next + 1)};
            if (edge[1] != edge[3]) {
                edges[n++] = edge;
            }
        }
        return Arrays.copyOf(edges, n);
    }

    private static double[] heights(double[][] first, double[][] second) {
        double[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double[] heights = new double[2 * all.length + all.length * all.length];
        int n = 0;
        for (double[] edge : all) {
            heights[n++] = edge[1];
            heights[n++] = edge[3];
        }
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < i; j++) {
                double y = crossing(all[i], all[j]);
                if (!Double.isNaN(y)) {
                    heights[n++] = y;
                }
            }
        }
        double[] sorted = Arrays.copyOf(heights, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The height at which two edges cross; NaN if they do not. */
    private static double crossing(double[] a, double[] b) {
        double slopeA = (a[2] - a[0]) / (a[3] - a[1]);
        double slopeB = (b[2] - b[0]) / (b[3] - b[1]);
        if (slopeA == slopeB) {
            return Double.NaN;
        }
        double y = (b[0] - slopeB * b[1] - a[0] + slopeA * a[1]) / (slopeA - slopeB);
        boolean inA = y > Math.min(a[1], a[3]) && y < Math.max(a[1], a[3]);
        boolean inB = y > Math.min(b[1], b[3]) && y < Math.max(b[1], b[3]);
        return inA && inB ? y : Double.NaN;
    }

    private static double[] crossings(double[][] edges, double y) {
        double[] xs = new double[edges.length];
        int n = 0;
        for (double[] e : edges) {
            if (y > Math.min(e[1], e[3]) && y < Math.max(e[1], e[3])) {
                xs[n++] = e[0] + (y - e[1]) * (e[2] - e[0]) / (e[3] - e[1]);
            }
        }
        double[] sorted = Arrays.copyOf(xs, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The length that two sets of intervals, given by their ends, have in common. */
    private static double common(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i + 1 < a.length; i += 2) {
            for (int j = 0; j + 1 < b.length; j += 2) {
                sum += Math.max(0, Math.min(a[i + 1], b[j + 1]) - Math.max(a[i], b[j]));
            }
        }
        return sum;
    }
}
