package org.maslin.server.synthesis;

import org.maslin.core.Sha256;

/**
 * A prompt that was drawn.
 *
 * @param key follows from the text, so the same prompt has the same key wherever it is drawn
 */
public record DrawnPrompt(String key, String text) {

    private static final int KEY_LENGTH = 16;

    static DrawnPrompt of(String text) {
        return new DrawnPrompt(Sha256.hex(text).substring(0, KEY_LENGTH), text);
    }
}
