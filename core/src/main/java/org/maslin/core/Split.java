package org.maslin.core;

import java.nio.charset.StandardCharsets;

/**
 * The part of a dataset a sample belongs to, fixed for ever by its split key: the first byte of the
 * key's SHA-256 under 26 is held out, so about one sample in ten. A conversation's split key is the
 * text of its prompt; so no prompt is ever in both parts, in whatever import it comes again.
 */
public enum Split {
    TRAIN("train"),
    HELD_OUT("held-out");

    private static final int HELD_OUT_BELOW = 26;

    private final String text;

    Split(String text) {
        this.text = text;
    }

    /** The part of this split key. */
    public static Split of(String splitKey) {
        byte[] digest = Sha256.digest(splitKey.getBytes(StandardCharsets.UTF_8));
        return Byte.toUnsignedInt(digest[0]) < HELD_OUT_BELOW ? HELD_OUT : TRAIN;
    }

    /** The part with this name, as {@link #toString} writes it. */
    public static Split named(String name) {
        for (Split split : values()) {
            if (split.text.equals(name)) {
                return split;
            }
        }
        throw new BadInputException(
                "split", name, "train or held-out", "Use one of the two names as they stand.");
    }

    /** The name in files and in the API: {@code train} or {@code held-out}. */
    @Override
    public String toString() {
        return text;
    }
}
