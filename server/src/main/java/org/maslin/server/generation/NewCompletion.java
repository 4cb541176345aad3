package org.maslin.server.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A completion that is wanted. Exactly one of {@code messages} and {@code prompt} is given.
 *
 * @param messages a conversation: objects with role and content
 * @param prompt a text to go on from
 * @param maxTokens at most so many; as many as there is room for if null
 * @param topP only the likeliest tokens that together have this share
 * @param presencePenalty taken from the logit of each token that is there already
 * @param frequencyPenalty taken from it each time that it is there
 * @param alternatives how many of the likeliest tokens are told with each; null for no chances
 * @param stops texts at which the completion ends, which are left out of it
 */
public record NewCompletion(
        @Nullable JsonNode messages,
        @Nullable String prompt,
        @Nullable Integer maxTokens,
        double temperature,
        double topP,
        double presencePenalty,
        double frequencyPenalty,
        @Nullable Integer alternatives,
        long seed,
        List<String> stops) {

    public NewCompletion {
        // What was written as JSON null is read as a node that says so.
        messages = messages == null || messages.isNull() ? null : messages;
        stops = List.copyOf(stops);
    }

    /** The same with another seed. */
    public NewCompletion withSeed(long other) {
        return new NewCompletion(
                messages,
                prompt,
                maxTokens,
                temperature,
                topP,
                presencePenalty,
                frequencyPenalty,
                alternatives,
                other,
                stops);
    }
}
