package org.maslin.curate.dedup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.maslin.curate.text.Simplified;
import org.maslin.curate.text.Spans;
import org.maslin.curate.text.Tokenizer;

/**
 * The set of word n-grams of a text as 64-bit hashes: words of the simplified text, joined by one
 * space, XXH64 of the UTF-8 bytes with seed 0. Reuses its memory; one per thread.
 */
public final class Shingles {

    private final int ngram;
    private final Tokenizer tokenizer;
    private final Spans words = new Spans();
    private int[] starts = new int[256];
    private byte[] joined = new byte[4096];
    private long[] hashes = new long[256];

    public Shingles(int ngram, Tokenizer tokenizer) {
        this.ngram = ngram;
        this.tokenizer = tokenizer;
    }

    /** Reads a text and tells how many n-grams it has; none if it has fewer than n words. */
    public int read(String text) {
        String simplified = Simplified.of(text);
        tokenizer.words(simplified, words);
        int count = Math.max(0, words.count() - ngram + 1);
        if (count == 0) {
            return 0;
        }
        join(simplified);
        if (hashes.length < count) {
            hashes = new long[2 * count];
        }
        for (int i = 0; i < count; i++) {
            hashes[i] = XxHash64.hash(joined, starts[i], starts[i + ngram] - 1, 0);
        }
        return count;
    }

    /** The hashes; as many as {@link #read} said, valid until the next read. */
    public long[] hashes() {
        return hashes;
    }

    /**
     * Fills {@code joined} with the words, a space after each, and {@code starts} with one more.
     */
    private void join(String text) {
        int n = words.count();
        if (starts.length < n + 1) {
            starts = new int[2 * n + 1];
        }
        int at = 0;
        for (int i = 0; i < n; i++) {
            starts[i] = at;
            at = append(text, words.start(i), words.end(i), at);
            joined[at++] = ' ';
        }
        starts[n] = at;
    }

    private int append(String text, int start, int end, int from) {
        int room = from + 3 * (end - start) + 1;
        if (joined.length < room) {
            joined = Arrays.copyOf(joined, Math.max(room, 2 * joined.length));
        }
        int at = from;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] encoded = text.substring(i, end).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, joined, at, encoded.length);
                return at + encoded.length;
            }
            joined[at++] = (byte) c;
        }
        return at;
    }
}
