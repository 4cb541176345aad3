package org.maslin.server.scale;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.RegionShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A geometry of the dialect that our editor draws; how it reads here and there. */
enum Geometry {
    /**
     * By its upper left corner. A box that was turned is the upright one around it, and says under
     * {@code _turned} what it was.
     */
    BOX(RegionShape.BOX) {
        @Override
        void write(JsonNode region, ObjectNode annotation) {
            JsonNode box = region.path("box");
            double angle = Math.toRadians(box.path("angle").asDouble(0));
            if (angle == 0) {
                annotation.set("left", box.path("x"));
                annotation.set("top", box.path("y"));
                annotation.set("width", box.path("width"));
                annotation.set("height", box.path("height"));
                return;
            }
            double width = box.path("width").asDouble();
            double height = box.path("height").asDouble();
            double sine = Math.abs(Math.sin(angle));
            double cosine = Math.abs(Math.cos(angle));
            double wide = width * cosine + height * sine;
            double high = width * sine + height * cosine;
            annotation.put("left", box.path("x").asDouble() + (width - wide) / 2);
            annotation.put("top", box.path("y").asDouble() + (height - high) / 2);
            annotation.put("width", wide);
            annotation.put("height", high);
            annotation.set("_turned", box);
        }

        @Override
        void read(JsonNode annotation, ObjectNode region) {
            ObjectNode box = region.putObject("box");
            box.set("x", annotation.path("left"));
            box.set("y", annotation.path("top"));
            box.set("width", annotation.path("width"));
            box.set("height", annotation.path("height"));
        }
    },
    /** By its vertices; holes are under {@code _holes}. */
    POLYGON(RegionShape.POLYGON) {
        @Override
        void write(JsonNode region, ObjectNode annotation) {
            vertices(region.path("polygon"), annotation.putArray(VERTICES));
            if (!region.path("holes").isEmpty()) {
                ArrayNode holes = annotation.putArray("_holes");
                region.path("holes").forEach(hole -> vertices(hole, holes.addArray()));
            }
        }

        @Override
        void read(JsonNode annotation, ObjectNode region) {
            points(annotation.path(VERTICES), region.putArray("polygon"));
        }
    },
    LINE(RegionShape.LINE) {
        @Override
        void write(JsonNode region, ObjectNode annotation) {
            vertices(region.path("line"), annotation.putArray(VERTICES));
        }

        @Override
        void read(JsonNode annotation, ObjectNode region) {
            points(annotation.path(VERTICES), region.putArray("line"));
        }
    },
    POINT(RegionShape.POINT) {
        @Override
        void write(JsonNode region, ObjectNode annotation) {
            annotation.set("x", region.path("point").path(0));
            annotation.set("y", region.path("point").path(1));
        }

        @Override
        void read(JsonNode annotation, ObjectNode region) {
            region.putArray("point").add(annotation.path("x")).add(annotation.path("y"));
        }
    },
    /** By the four ends of its axes: of the first one, then of the second, in turn. */
    ELLIPSE(RegionShape.ELLIPSE) {
        @Override
        void write(JsonNode region, ObjectNode annotation) {
            JsonNode ellipse = region.path("ellipse");
            double x = ellipse.path("x").asDouble();
            double y = ellipse.path("y").asDouble();
            double angle = Math.toRadians(ellipse.path("angle").asDouble(0));
            ArrayNode ends = annotation.putArray(VERTICES);
            for (int quarter = 0; quarter < 4; quarter++) {
                boolean first = quarter % 2 == 0;
                double radius = ellipse.path(first ? "radiusX" : "radiusY").asDouble();
                double turned = angle + quarter * Math.PI / 2;
                ends.addObject()
                        .put("x", rounded(x + radius * Math.cos(turned)))
                        .put("y", rounded(y + radius * Math.sin(turned)));
            }
        }

        @Override
        void read(JsonNode annotation, ObjectNode region) {
            JsonNode ends = annotation.path(VERTICES);
            double dx = (at(ends, 0, "x") - at(ends, 2, "x")) / 2;
            double dy = (at(ends, 0, "y") - at(ends, 2, "y")) / 2;
            double ex = (at(ends, 1, "x") - at(ends, 3, "x")) / 2;
            double ey = (at(ends, 1, "y") - at(ends, 3, "y")) / 2;
            ObjectNode ellipse = region.putObject("ellipse");
            ellipse.put("x", (at(ends, 0, "x") + at(ends, 2, "x")) / 2);
            ellipse.put("y", (at(ends, 0, "y") + at(ends, 2, "y")) / 2);
            ellipse.put("radiusX", Math.hypot(dx, dy));
            ellipse.put("radiusY", Math.hypot(ex, ey));
            if (dy != 0) {
                ellipse.put("angle", Math.toDegrees(Math.atan2(dy, dx)));
            }
        }
    };

    private static final String VERTICES = "vertices";
    private static final double THOUSAND = 1000;

    private final RegionShape shape;

    Geometry(RegionShape shape) {
        this.shape = shape;
    }

    RegionShape shape() {
        return shape;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Puts a region's shape into an annotation of the dialect. */
    abstract void write(JsonNode region, ObjectNode annotation);

    /** Puts an annotation's shape into a region; what is missing there is missing here. */
    abstract void read(JsonNode annotation, ObjectNode region);

    static @Nullable Geometry named(String word) {
        for (Geometry geometry : values()) {
            if (geometry.word().equals(word)) {
                return geometry;
            }
        }
        return null;
    }

    /** The geometry of a region of ours. */
    static Geometry of(JsonNode region) {
        for (Geometry geometry : values()) {
            if (region.has(geometry.word())) {
                return geometry;
            }
        }
        throw new IllegalArgumentException("A region of none of these shapes: " + region);
    }

    private static void vertices(JsonNode points, ArrayNode vertices) {
        for (JsonNode point : points) {
            ObjectNode vertex = vertices.addObject();
            vertex.set("x", point.path(0));
            vertex.set("y", point.path(1));
        }
    }

    private static void points(JsonNode vertices, ArrayNode points) {
        for (JsonNode vertex : vertices) {
            points.addArray().add(vertex.path("x")).add(vertex.path("y"));
        }
    }

    private static double at(JsonNode ends, int place, String field) {
        return ends.path(place).path(field).asDouble(0);
    }

    private static double rounded(double value) {
        return Math.rint(value * THOUSAND) / THOUSAND;
    }
}
