package org.maslin.server.samples;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A sample to import: one line of JSON lines.
 *
 * @param key unique in the project; the SHA-256 of the content if absent
 * @param origin human if absent
 * @param tools that the conversation's assistant may call
 * @param image the image to show
 * @param row the row of a table to show
 * @param file any other file to show
 * @param predictions what models answered; kept by who knows of them
 * @param gold the answer, if it is known; then its task is gold
 * @param metadata its {@code prompt} names the prompt that the sample was made from
 */
public record NewSample(
        @Nullable String key,
        @Nullable String text,
        @Nullable List<Message> messages,
        @Nullable List<Candidate> candidates,
        @Nullable Origin origin,
        @Nullable Map<String, Object> metadata,
        @Nullable String subject,
        @Nullable String purpose,
        @Nullable String consent,
        @Nullable String licence,
        @Nullable String location,
        @Nullable List<Map<String, Object>> tools,
        @Nullable StoredFile image,
        @Nullable List<Cell> row,
        @Nullable StoredFile file,
        @Nullable List<NewPrediction> predictions,
        @Nullable NewGold gold) {

    private static final int LONGEST_KEY = 500;

    public NewSample {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new BadInputException(
                    "key",
                    key.isBlank() ? "a blank key" : key.length() + " characters",
                    "1 to 500 characters",
                    "Leave the key out to have it made from the content.");
        }
        Content.of(text, messages, candidates, tools, image, row, file);
    }

    /** A text or a conversation. */
    public NewSample(
            @Nullable String key,
            @Nullable String text,
            @Nullable List<Message> messages,
            @Nullable List<Candidate> candidates,
            @Nullable Origin origin,
            @Nullable Map<String, Object> metadata,
            @Nullable String subject,
            @Nullable String purpose,
            @Nullable String consent,
            @Nullable String licence,
            @Nullable String location) {
        this(
                key,
                text,
                messages,
                candidates,
                origin,
                metadata,
                subject,
                purpose,
                consent,
                licence,
                location,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A text with a key and nothing else. */
    public static NewSample text(@Nullable String key, String text) {
        return new NewSample(key, text, null, null, null, null, null, null, null, null, null);
    }

    public Content content() {
        return Content.of(text, messages, candidates, tools, image, row, file);
    }

    public Origin originOrHuman() {
        return origin == null ? Origin.HUMAN : origin;
    }
}
