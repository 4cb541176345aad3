package org.maslin.server.projects;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shape that a region can have. Coordinates are pixels of the original image, with y downwards;
 * offsets of a span are code points of the text, or of one message, the end exclusive.
 */
public enum RegionShape {
    /** {@code {"x", "y", "width", "height", "angle"?}}; the angle in degrees about the centre. */
    BOX {
        @Override
        void check(String place, Object shape) {
            Map<?, ?> box = Answers.object(place, shape, "an object with x, y, width, height");
            number(place, box, "x");
            number(place, box, "y");
            positive(place, box, "width");
            positive(place, box, "height");
            if (box.get("angle") != null) {
                number(place, box, "angle");
            }
        }
    },
    /** A list of three or more points {@code [x, y]}. */
    POLYGON {
        @Override
        void check(String place, Object shape) {
            points(place, shape, 3);
        }
    },
    /** A list of two or more points {@code [x, y]}. */
    LINE {
        @Override
        void check(String place, Object shape) {
            points(place, shape, 2);
        }
    },
    /** {@code [x, y]}. */
    POINT {
        @Override
        void check(String place, Object shape) {
            point(place, shape);
        }
    },
    /** {@code {"x", "y", "radiusX", "radiusY", "angle"?}} about its centre. */
    ELLIPSE {
        @Override
        void check(String place, Object shape) {
            Map<?, ?> ellipse =
                    Answers.object(place, shape, "an object with x, y, radiusX, radiusY");
            number(place, ellipse, "x");
            number(place, ellipse, "y");
            positive(place, ellipse, "radiusX");
            positive(place, ellipse, "radiusY");
            if (ellipse.get("angle") != null) {
                number(place, ellipse, "angle");
            }
        }
    },
    /** A list of {@code [x, y, visibility]}, one for each point of the question's skeleton. */
    KEYPOINTS {
        @Override
        void check(String place, Object shape) {
            List<?> points = Answers.list(place, shape, "a list of [x, y, visibility]");
            for (int i = 0; i < points.size(); i++) {
                Keypoint.check(place + "[" + i + "]", points.get(i));
            }
        }
    },
    /**
     * {@code {"x", "y", "width", "height", "runs"}}: lengths of runs over the rows of that part of
     * the image, outside and inside in turn, beginning with outside.
     */
    MASK {
        @Override
        void check(String place, Object shape) {
            Mask.check(place, shape);
        }
    },
    /** {@code {"start", "end"}} in a text. */
    SPAN {
        @Override
        void check(String place, Object shape) {
            span(place, shape, 0);
        }
    },
    /** A list of two or more {@code {"start", "end"}} in a text, in order and apart. */
    SPANS {
        @Override
        void check(String place, Object shape) {
            List<?> spans = Answers.list(place, shape, "a list of objects with start and end");
            if (spans.size() < 2) {
                throw Answers.wrong(
                        place, spans.size() + " of them", "two or more; one is a \"span\"");
            }
            double from = 0;
            for (int i = 0; i < spans.size(); i++) {
                Object span = spans.get(i);
                from = 1 + span(place + "[" + i + "]", span == null ? "null" : span, from);
            }
        }
    };

    abstract void check(String place, Object shape);

    /** Whether it is a stretch of words, or several. */
    public boolean isOfText() {
        return this == SPAN || this == SPANS;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RegionShape named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Checks a stretch of a text that begins at {@code from} or later, and returns its end. */
    private static double span(String place, Object shape, double from) {
        Map<?, ?> span = Answers.object(place, shape, "an object with start and end");
        double start = number(place, span, "start");
        double end = number(place, span, "end");
        if (start < from || end <= start || start != Math.rint(start) || end != Math.rint(end)) {
            throw Answers.wrong(
                    place,
                    "%.0f to %.0f".formatted(start, end),
                    "whole numbers with %.0f ≤ start < end".formatted(from));
        }
        return end;
    }

    static double number(String place, Map<?, ?> shape, String field) {
        return number(place + "." + field, shape.get(field));
    }

    static double number(String place, @Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw Answers.wrong(place, value == null ? "nothing" : value, "a number");
    }

    private static void positive(String place, Map<?, ?> shape, String field) {
        double value = number(place, shape, field);
        if (value <= 0) {
            throw Answers.wrong(place + "." + field, value, "more than 0");
        }
    }

    private static void points(String place, Object shape, int least) {
        List<?> points = Answers.list(place, shape, "a list of points");
        if (points.size() < least) {
            throw Answers.wrong(place, points.size() + " points", "at least " + least);
        }
        for (int i = 0; i < points.size(); i++) {
            Object point = points.get(i);
            point(place + "[" + i + "]", point == null ? "null" : point);
        }
    }

    private static void point(String place, Object shape) {
        List<?> point = Answers.list(place, shape, "[x, y]");
        if (point.size() != 2) {
            throw Answers.wrong(place, point, "[x, y]");
        }
        number(place, point.get(0));
        number(place, point.get(1));
    }
}
