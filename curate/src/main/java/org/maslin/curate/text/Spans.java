package org.maslin.curate.text;

import java.util.Arrays;

/** Where the words of a text are, as UTF-16 positions; a growing list without objects. */
public final class Spans {

    private int[] bounds = new int[512];
    private int count;

    public int count() {
        return count;
    }

    public int start(int index) {
        return bounds[2 * index];
    }

    /** The position after the last character. */
    public int end(int index) {
        return bounds[2 * index + 1];
    }

    public void clear() {
        count = 0;
    }

    public void add(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }

    /** The word itself. */
    public String word(String text, int index) {
        return text.substring(start(index), end(index));
    }
}
