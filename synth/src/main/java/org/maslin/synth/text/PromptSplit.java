package org.maslin.synth.text;

import java.nio.charset.StandardCharsets;
import org.maslin.core.Sha256;

/**
 * Which prompts a run may use. A prompt is held out when the first byte of the SHA-256 of its UTF-8
 * is below 26, so one in ten is, whoever draws it.
 */
public enum PromptSplit {
    ALL,
    TRAINING,
    HELD_OUT;

    private static final int HELD_OUT_BELOW = 26;

    public boolean covers(String prompt) {
        return this == ALL || isHeldOut(prompt) == (this == HELD_OUT);
    }

    private static boolean isHeldOut(String prompt) {
        byte[] hash = Sha256.digest(prompt.getBytes(StandardCharsets.UTF_8));
        return Byte.toUnsignedInt(hash[0]) < HELD_OUT_BELOW;
    }
}
