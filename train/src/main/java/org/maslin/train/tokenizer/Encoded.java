package org.maslin.train.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A prompt and its completion as one row of token ids.
 *
 * @param ids the tokens of both
 * @param promptLength how many of them are the prompt's
 * @param counts which tokens are to be learned, or null where all of the completion's are
 */
public record Encoded(long[] ids, int promptLength, boolean @Nullable [] counts) {

    public Encoded(long[] ids, int promptLength) {
        this(ids, promptLength, null);
    }

    public int length() {
        return ids.length;
    }

    public int completionLength() {
        return ids.length - promptLength;
    }

    /** The tokens of the completion. */
    public long[] completion() {
        return Arrays.copyOfRange(ids, promptLength, ids.length);
    }

    /** The first {@code maxLength} tokens. */
    public Encoded truncated(int maxLength) {
        return ids.length <= maxLength
                ? this
                : new Encoded(
                        Arrays.copyOf(ids, maxLength),
                        Math.min(promptLength, maxLength),
                        counts == null ? null : Arrays.copyOf(counts, maxLength));
    }
}
