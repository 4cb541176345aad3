package org.maslin.server.projects;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A mask as it stands in an answer: a part of the image, and the lengths of runs over its rows. */
final class Mask {

    private static final int LARGEST = 1_000_000;

    /** The most pixels of a mask: as many as the page that shows it holds at once. */
    private static final long MOST_PIXELS = 1L << 26;

    private Mask() {}

    static void check(String place, Object shape) {
        Map<?, ?> mask = Answers.object(place, shape, "an object with x, y, width, height, runs");
        whole(place + ".x", mask.get("x"), 0);
        whole(place + ".y", mask.get("y"), 0);
        long pixels =
                (long) whole(place + ".width", mask.get("width"), 1)
                        * whole(place + ".height", mask.get("height"), 1);
        if (pixels > MOST_PIXELS) {
            throw new BadInputException(
                    place,
                    "a mask of %,d pixels".formatted(pixels),
                    "at most %,d, such as 8,192 × 8,192".formatted(MOST_PIXELS),
                    "Leave out the rows and columns that it does not cover, cut it into several, or"
                            + " draw a polygon.");
        }
        Object runs = mask.get("runs");
        List<?> lengths =
                Answers.list(place + ".runs", runs == null ? "nothing" : runs, "a list of lengths");
        long sum = 0;
        for (int i = 0; i < lengths.size(); i++) {
            // Only the first may be empty: the mask then begins inside.
            sum += whole(place + ".runs[" + i + "]", lengths.get(i), i == 0 ? 0 : 1);
        }
        if (sum != pixels) {
            throw Answers.wrong(
                    place + ".runs", "runs of " + sum + " pixels", "width × height = " + pixels);
        }
    }

    private static int whole(String place, @Nullable Object value, int low) {
        Object given = value == null ? "nothing" : value;
        int high = place.contains(".runs[") ? Integer.MAX_VALUE : LARGEST;
        return Answers.whole(place, given, low, high);
    }
}
