package org.maslin.train.tokenizer;

import java.util.Arrays;

/**
 * A prompt and its completion as one row of token ids.
 *
 * @param ids the tokens of both
 * @param promptLength how many of them are the prompt's
 */
public record Encoded(long[] ids, int promptLength) {

    public int length() {
        return ids.length;
    }

    public int completionLength() {
        return ids.length - promptLength;
    }

    /** The first {@code maxLength} tokens. */
    public Encoded truncated(int maxLength) {
        return ids.length <= maxLength
                ? this
                : new Encoded(Arrays.copyOf(ids, maxLength), Math.min(promptLength, maxLength));
    }
}
