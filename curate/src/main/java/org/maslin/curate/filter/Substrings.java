package org.maslin.curate.filter;

import java.util.Arrays;

/**
 * A set of substrings of one text with counts, without copying them: a hash table over a polynomial
 * prefix hash, where equal hashes are confirmed character by character.
 */
final class Substrings {

    private static final long BASE = 0x9E3779B97F4A7C15L;

    private final String text;
    private final long[] prefix;
    private final long[] power;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] counts = new int[16];

    Substrings(String text) {
        this.text = text;
        prefix = new long[text.length() + 1];
        power = new long[text.length() + 1];
        power[0] = 1;
        for (int i = 0; i < text.length(); i++) {
            prefix[i + 1] = prefix[i] * BASE + text.charAt(i) + 1;
            power[i + 1] = power[i] * BASE;
        }
    }

    /** Forgets all and makes room for some. */
    void clear(int expected) {
        int room = Integer.highestOneBit(Math.max(8, expected)) * 4;
        if (counts.length < room) {
            starts = new int[room];
            ends = new int[room];
            counts = new int[room];
        } else {
            Arrays.fill(counts, 0);
        }
    }

    /** Counts a substring once more and tells its slot. */
    int add(int start, int end) {
        long hash = prefix[end] - prefix[start] * power[end - start];
        int mask = counts.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (counts[slot] != 0 && !same(slot, start, end)) {
            slot = (slot + 1) & mask;
        }
        starts[slot] = counts[slot] == 0 ? start : starts[slot];
        ends[slot] = counts[slot] == 0 ? end : ends[slot];
        counts[slot]++;
        return slot;
    }

    int count(int slot) {
        return counts[slot];
    }

    private boolean same(int slot, int start, int end) {
        return ends[slot] - starts[slot] == end - start
                && text.regionMatches(starts[slot], text, start, end - start);
    }
}
