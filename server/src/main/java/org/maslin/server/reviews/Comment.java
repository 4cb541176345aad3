package org.maslin.server.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * What a reviewer remarks.
 *
 * @param question the question it is about; the whole answer if absent
 * @param region the id of the region it is pinned to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comment(String text, @Nullable String question, @Nullable String region) {

    private static final int LONGEST = 5000;

    public Comment {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new BadInputException(
                    "comments.text",
                    text.isBlank() ? "no text" : text.length() + " characters",
                    "1 to 5000 characters of text",
                    "Say what is wrong and what would be right.");
        }
    }
}
