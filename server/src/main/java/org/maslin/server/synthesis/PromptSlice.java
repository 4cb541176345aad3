package org.maslin.server.synthesis;

import java.nio.charset.StandardCharsets;
import org.maslin.core.Sha256;

/**
 * What a prompt may be used for. It follows from the first byte of the SHA-256 of its text, so no
 * prompt is ever in two slices: under 13 and under 26 it is held out, for two different tests.
 */
public enum PromptSlice {
    /** Trains policies and reward models. */
    TRAINING,
    /** Only tests reward models. */
    REWARD_TEST,
    /** Only compares policies. */
    EVALUATION;

    private static final int REWARD_TEST_BELOW = 13;
    private static final int EVALUATION_BELOW = 26;

    public static PromptSlice of(String prompt) {
        int first = Byte.toUnsignedInt(hash(prompt)[0]);
        if (first < REWARD_TEST_BELOW) {
            return REWARD_TEST;
        }
        return first < EVALUATION_BELOW ? EVALUATION : TRAINING;
    }

    /**
     * The round, from 1 to {@code rounds}, that alone may use a prompt; by the second byte of the
     * hash.
     */
    public static int round(String prompt, int rounds) {
        return 1 + Byte.toUnsignedInt(hash(prompt)[1]) % rounds;
    }

    private static byte[] hash(String prompt) {
        return Sha256.digest(prompt.getBytes(StandardCharsets.UTF_8));
    }
}
