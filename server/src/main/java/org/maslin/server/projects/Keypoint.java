package org.maslin.server.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A point of a skeleton as it stands in an answer: {@code [x, y, visibility]}. */
final class Keypoint {

    /** Not in the image, there but hidden, visible; the numbers of COCO. */
    private static final int VISIBLE = 2;

    private Keypoint() {}

    static void check(String place, @Nullable Object value) {
        if (!(value instanceof List<?> point) || point.size() != 3) {
            throw Answers.wrong(place, value == null ? "null" : value, "[x, y, visibility]");
        }
        RegionShape.number(place, point.get(0));
        RegionShape.number(place, point.get(1));
        Answers.whole(place + "[2]", point.get(2) == null ? "null" : point.get(2), 0, VISIBLE);
    }
}
