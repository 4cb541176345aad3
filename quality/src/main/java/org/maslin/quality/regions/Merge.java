package org.maslin.quality.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maslin.quality.regions.Shape.Box;
import org.maslin.quality.regions.Shape.Keypoints;
import org.maslin.quality.regions.Shape.Mask;
import org.maslin.quality.regions.Shape.Polygon;
import org.maslin.quality.regions.Shape.Span;
import org.maslin.quality.regions.Shape.Track;

/**
 * One shape of several of one kind, by weight: the weighted mean of box edges, the weighted median
 * of the ends of spans, the pixels that half of the weight has, the weighted mean of each keypoint,
 * and of polygons the one most like the others.
 */
final class Merge {

    private Merge() {}

    /** Merges shapes; those of another kind than the first are left aside. */
    static Shape of(List<Shape> shapes, double[] weights) {
        return switch (shapes.getFirst()) {
            case Box box -> box(kind(shapes, weights, Box.class));
            case Span span -> span(kind(shapes, weights, Span.class));
            case Mask mask -> mask(kind(shapes, weights, Mask.class));
            case Keypoints points -> keypoints(points, kind(shapes, weights, Keypoints.class));
            case Polygon polygon -> medoid(kind(shapes, weights, Polygon.class));
            case Track track -> track(kind(shapes, weights, Track.class));
        };
    }

    private record Weighted<S extends Shape>(List<S> shapes, List<Double> weights) {
        double total() {
            return weights.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private static <S extends Shape> Weighted<S> kind(
            List<Shape> shapes, double[] weights, Class<S> kind) {
        List<S> own = new ArrayList<>();
        List<Double> ownWeights = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            if (kind.isInstance(shapes.get(i))) {
                own.add(kind.cast(shapes.get(i)));
                ownWeights.add(weights[i]);
            }
        }
        return new Weighted<>(own, ownWeights);
    }

    private static Box box(Weighted<Box> boxes) {
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        double total = boxes.total();
        for (int i = 0; i < boxes.shapes().size(); i++) {
            Box box = boxes.shapes().get(i);
            double share = boxes.weights().get(i) / total;
            left += share * box.left();
            top += share * box.top();
            right += share * box.right();
            bottom += share * box.bottom();
        }
        return new Box(left, top, right, bottom);
    }

    private static Span span(Weighted<Span> spans) {
        double[] starts = spans.shapes().stream().mapToDouble(Span::start).toArray();
        double[] ends = spans.shapes().stream().mapToDouble(Span::end).toArray();
        double start = median(starts, spans.weights());
        double end = median(ends, spans.weights());
        return start < end ? new Span(start, end) : medoid(spans);
    }

    /** The first value at which half of the weight is reached. */
    private static double median(double[] values, List<Double> weights) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double half = weights.stream().mapToDouble(Double::doubleValue).sum() / 2;
        double sum = 0;
        for (int i : order) {
            sum += weights.get(i);
            if (sum >= half) {
                return values[i];
            }
        }
        return values[order[order.length - 1]];
    }

    private static Mask mask(Weighted<Mask> masks) {
        int size = masks.shapes().stream().mapToInt(m -> m.pixels().length()).max().orElse(0);
        var pixels = new BitSet(size);
        double half = masks.total() / 2;
        for (int pixel = 0; pixel < size; pixel++) {
            double sum = 0;
            for (int i = 0; i < masks.shapes().size(); i++) {
                sum += masks.shapes().get(i).pixels().get(pixel) ? masks.weights().get(i) : 0;
            }
            pixels.set(pixel, sum >= half);
        }
        return new Mask(pixels);
    }

    private static Keypoints keypoints(Keypoints first, Weighted<Keypoints> points) {
        int n = first.coordinates().size();
        List<Double> merged = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            double sum = 0;
            double seen = 0;
            for (int i = 0; i < points.shapes().size(); i++) {
                List<Double> own = points.shapes().get(i).coordinates();
                if (own.size() == n && !own.get(c).isNaN()) {
                    sum += points.weights().get(i) * own.get(c);
                    seen += points.weights().get(i);
                }
            }
            merged.add(seen * 2 >= points.total() ? sum / seen : Double.NaN);
        }
        return new Keypoints(merged, first.scale(), first.spread());
    }

    private static Track track(Weighted<Track> tracks) {
        var frames = new TreeSet<Integer>();
        tracks.shapes().forEach(track -> frames.addAll(track.boxes().keySet()));
        var boxes = new TreeMap<Integer, Box>();
        for (int frame : frames) {
            List<Box> own = new ArrayList<>();
            List<Double> weights = new ArrayList<>();
            for (int i = 0; i < tracks.shapes().size(); i++) {
                Box box = tracks.shapes().get(i).boxes().get(frame);
                if (box != null) {
                    own.add(box);
                    weights.add(tracks.weights().get(i));
                }
            }
            var there = new Weighted<>(own, weights);
            if (there.total() * 2 >= tracks.total()) {
                boxes.put(frame, box(there));
            }
        }
        return boxes.isEmpty() ? medoid(tracks) : new Track(boxes);
    }

    /** The shape with the greatest weighted similarity to all. */
    private static <S extends Shape> S medoid(Weighted<S> shapes) {
        int best = 0;
        double most = -1;
        for (int i = 0; i < shapes.shapes().size(); i++) {
            double sum = 0;
            for (int j = 0; j < shapes.shapes().size(); j++) {
                double similarity = shapes.shapes().get(i).similarity(shapes.shapes().get(j));
                sum += shapes.weights().get(j) * similarity;
            }
            if (sum > most) {
                most = sum;
                best = i;
            }
        }
        return shapes.shapes().get(best);
    }
}
