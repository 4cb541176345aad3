package org.maslin.server.tasks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A task to make of a sample.
 *
 * @param key the sample's key if absent
 * @param overlap the project's if absent
 * @param order pins the order of the candidates; drawn for each annotator if absent
 * @param priority tasks with a higher one come first in their batch; 0 if absent
 * @param uniqueId names one task of the whole organisation
 * @param gold the answer, if it is known: then it is a gold task, given unmarked among the others
 */
public record NewTask(
        String sampleKey,
        @Nullable String key,
        @Nullable Integer overlap,
        @Nullable List<Integer> order,
        @Nullable Integer priority,
        @Nullable Map<String, Object> metadata,
        @Nullable List<String> tags,
        @Nullable String uniqueId,
        @Nullable KnownAnswer gold) {

    private static final int LARGEST_OVERLAP = 1000;
    private static final int LONGEST_KEY = 500;

    public NewTask {
        order = order == null ? null : List.copyOf(order);
        if (overlap != null && (overlap < 1 || overlap > LARGEST_OVERLAP)) {
            throw new BadInputException(
                    "tasks.overlap",
                    overlap.toString(),
                    "a whole number from 1 to 1000",
                    "Leave it out for the project's overlap.");
        }
        checkKey("tasks.sampleKey", sampleKey);
        checkKey("tasks.key", keyOr(key, sampleKey));
    }

    /** A task without marks. */
    public NewTask(
            String sampleKey,
            @Nullable String key,
            @Nullable Integer overlap,
            @Nullable List<Integer> order) {
        this(sampleKey, key, overlap, order, null, null, null, null, null);
    }

    TaskMarks marks() {
        return TaskMarks.of(priority, metadata, tags, uniqueId);
    }

    String keyOrSampleKey() {
        return keyOr(key, sampleKey);
    }

    private static String keyOr(@Nullable String key, String sampleKey) {
        return key == null ? sampleKey : key;
    }

    static void checkKey(String place, String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw new BadInputException(
                    place,
                    "\"" + key.replace("\0", "\\u0000") + "\"",
                    "1 to 500 characters of text",
                    "Name the sample by the key it was imported under.");
        }
    }
}
