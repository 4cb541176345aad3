package org.maslin.train.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * GPT-2's spelling of bytes as visible characters: printable ones stand for themselves, the others
 * are moved to 256 and above (Radford et al., 2019).
 */
final class ByteAlphabet {

    private static final int BYTES = 256;
    private static final char[] CHARACTERS = characters();

    private ByteAlphabet() {}

    private static char[] characters() {
        var characters = new char[BYTES];
        char moved = BYTES;
        for (int b = 0; b < BYTES; b++) {
            characters[b] = isPrintable(b) ? (char) b : moved++;
        }
        return characters;
    }

    private static boolean isPrintable(int b) {
        return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE && b <= 0xFF);
    }

    static char of(int b) {
        return CHARACTERS[b];
    }

    /** One character for each UTF-8 byte of the text. */
    static String spell(String text) {
        var spelt = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            spelt.append(of(b & 0xFF));
        }
        return spelt.toString();
    }
}
