package org.maslin.quality.regions;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where something is; how alike two places are is between 0 and 1, and 0 for different kinds. */
public sealed interface Shape {

    /** Intersection over union, for keypoints the object keypoint similarity. */
    double similarity(Shape other);

    /** Characters from {@code start} to before {@code end}. */
    record Span(double start, double end) implements Shape {
        public Span {
            Checks.ordered("span", start, end);
        }

        double length() {
            return end - start;
        }

        double overlap(Span other) {
            return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
        }

        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Span span)) {
                return 0;
            }
            double both = overlap(span);
            return both / (length() + span.length() - both);
        }
    }

    /** A rectangle by two corners. */
    record Box(double left, double top, double right, double bottom) implements Shape {
        public Box {
            Checks.ordered("box", left, right);
            Checks.ordered("box", top, bottom);
        }

        double area() {
            return (right - left) * (bottom - top);
        }

        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Box box)) {
                return 0;
            }
            double width = Math.min(right, box.right) - Math.max(left, box.left);
            double height = Math.min(bottom, box.bottom) - Math.max(top, box.top);
            double both = Math.max(0, width) * Math.max(0, height);
            return both / (area() + box.area() - both);
        }
    }

    /**
     * A closed line through points, x and y in turns; by the even-odd rule if it crosses itself.
     */
    record Polygon(List<Double> coordinates) implements Shape {
        public Polygon {
            coordinates = List.copyOf(coordinates);
            if (coordinates.size() < 6 || coordinates.size() % 2 != 0) {
                throw new IllegalArgumentException(
                        "A polygon needs at least three points, not %s numbers."
                                .formatted(coordinates.size()));
            }
        }

        public double area() {
            return PolygonArea.of(this);
        }

        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Polygon polygon)) {
                return 0;
            }
            double both = PolygonArea.ofBoth(this, polygon);
            double either = area() + polygon.area() - both;
            return either > 0 ? Math.clamp(both / either, 0, 1) : 0;
        }
    }

    /** Pixels of a picture, numbered row by row. */
    record Mask(BitSet pixels) implements Shape {
        public Mask {
            pixels = (BitSet) pixels.clone();
        }

        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Mask mask)) {
                return 0;
            }
            var both = (BitSet) pixels.clone();
            both.and(mask.pixels);
            int either = pixels.cardinality() + mask.pixels.cardinality() - both.cardinality();
            return either == 0 ? 1 : (double) both.cardinality() / either;
        }

        /** Twice the common pixels over all of both; 1 if both are empty. */
        public double dice(Mask other) {
            var both = (BitSet) pixels.clone();
            both.and(other.pixels);
            int all = pixels.cardinality() + other.pixels.cardinality();
            return all == 0 ? 1 : 2.0 * both.cardinality() / all;
        }
    }

    /**
     * Named points in a fixed order, NaN where one is not visible, on an object of a size.
     *
     * @param scale the square root of the object's area
     * @param spread how far annotators usually are apart, as a share of the scale; COCO's constants
     *     are between 0.025 and 0.107
     */
    record Keypoints(List<Double> coordinates, double scale, double spread) implements Shape {
        public Keypoints {
            coordinates = List.copyOf(coordinates);
            if (coordinates.size() % 2 != 0 || !(scale > 0) || !(spread > 0)) {
                throw new IllegalArgumentException(
                        "Keypoints need x and y in turns (%d numbers), a scale (%s) and a spread (%s)."
                                .formatted(coordinates.size(), scale, spread));
            }
        }

        /** Object keypoint similarity (Lin et al., COCO, 2014) over points visible in either. */
        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Keypoints points)
                    || points.coordinates.size() != coordinates.size()) {
                return 0;
            }
            double size = scale * points.scale;
            double sum = 0;
            int n = 0;
            for (int i = 0; i < coordinates.size(); i += 2) {
                boolean here = !coordinates.get(i).isNaN();
                boolean there = !points.coordinates.get(i).isNaN();
                n += here || there ? 1 : 0;
                if (here && there) {
                    double dx = coordinates.get(i) - points.coordinates.get(i);
                    double dy = coordinates.get(i + 1) - points.coordinates.get(i + 1);
                    double deviation = 2 * spread;
                    sum += Math.exp(-(dx * dx + dy * dy) / (2 * size * deviation * deviation));
                }
            }
            return n == 0 ? 1 : sum / n;
        }
    }

    /** A box in each of several frames. */
    record Track(SortedMap<Integer, Box> boxes) implements Shape {
        public Track {
            boxes = Collections.unmodifiableSortedMap(new TreeMap<>(boxes));
            if (boxes.isEmpty()) {
                throw new IllegalArgumentException("A track needs a box in at least one frame.");
            }
        }

        /** The mean over frames that either has; a frame that one lacks counts 0. */
        @Override
        public double similarity(Shape other) {
            if (!(other instanceof Track track)) {
                return 0;
            }
            double sum = 0;
            int common = 0;
            for (var entry : boxes.entrySet()) {
                Box there = track.boxes.get(entry.getKey());
                if (there != null) {
                    common++;
                    sum += entry.getValue().similarity(there);
                }
            }
            return sum / (boxes.size() + track.boxes.size() - common);
        }
    }
}
