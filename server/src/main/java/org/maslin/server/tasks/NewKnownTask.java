package org.maslin.server.tasks;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task with a known answer to make of a sample.
 *
 * @param key the sample's key if absent
 * @param batchId the one batch among whose tasks it is given; any of the project if absent
 */
public record NewKnownTask(
        String sampleKey,
        @Nullable String key,
        @Nullable UUID batchId,
        Map<String, Object> expected,
        @Nullable String explanation,
        @Nullable Map<String, Double> tolerance) {

    public NewKnownTask {
        expected = Map.copyOf(expected);
        new KnownAnswer(expected, explanation, tolerance);
        NewTask.checkKey("sampleKey", sampleKey);
        NewTask.checkKey("key", key == null ? sampleKey : key);
    }

    /** The same of a task that carries its answer. */
    static NewKnownTask of(NewTask task, KnownAnswer answer, @Nullable UUID batch) {
        return new NewKnownTask(
                task.sampleKey(),
                task.key(),
                batch,
                answer.expected(),
                answer.explanation(),
                answer.tolerance());
    }

    String keyOrSampleKey() {
        return key == null ? sampleKey : key;
    }

    KnownAnswer answer() {
        return new KnownAnswer(expected, explanation, tolerance);
    }
}
