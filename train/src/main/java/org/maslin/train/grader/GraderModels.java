package org.maslin.train.grader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that graders may ask. */
public interface GraderModels {

    /** One thing that is said, by {@code system}, {@code user} or {@code assistant}. */
    record Message(String role, String content) {}

    /**
     * How a model answers.
     *
     * @param maxTokens of the answer; null for as many as the model likes
     */
    record Options(@Nullable Integer maxTokens, double temperature, long seed) {}

    /** What the model of this name replies. */
    String reply(String model, List<Message> messages, Options options);
}
