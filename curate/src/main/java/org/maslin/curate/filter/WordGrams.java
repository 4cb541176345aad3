package org.maslin.curate.filter;

import org.maslin.curate.text.Spans;

/** The words of a text joined by something, so that each n-gram is a substring. */
final class WordGrams {

    private final int separator;
    private final int words;
    private final int[] starts;
    private final int[] characters;
    private final Substrings grams;
    private final int[] slots;

    WordGrams(String text, Spans spans, String separator) {
        this.separator = separator.length();
        words = spans.count();
        starts = new int[words + 1];
        characters = new int[words + 1];
        slots = new int[words];
        var joined = new StringBuilder(text.length() + words);
        for (int i = 0; i < words; i++) {
            starts[i] = joined.length();
            joined.append(text, spans.start(i), spans.end(i)).append(separator);
            characters[i + 1] =
                    characters[i]
                            + text.codePointCount(spans.start(i), spans.end(i))
                            + separator.length();
        }
        starts[words] = joined.length();
        grams = new Substrings(joined.toString());
    }

    /** Characters of the most frequent n-gram, the first of equals, times how often it occurs. */
    long mostFrequent(int n) {
        int count = words - n + 1;
        grams.clear(count);
        for (int i = 0; i < count; i++) {
            slots[i] = grams.add(starts[i], starts[i + n] - separator);
        }
        long characters = 0;
        int times = 0;
        for (int i = 0; i < count; i++) {
            if (grams.count(slots[i]) > times) {
                times = grams.count(slots[i]);
                characters = (long) length(i, n) * times;
            }
        }
        return characters;
    }

    /** Characters of n-grams seen before, read left to right without overlap of those. */
    long repeated(int n) {
        grams.clear(words);
        long characters = 0;
        for (int i = 0; i + n <= words; ) {
            boolean seen = grams.count(grams.add(starts[i], starts[i + n] - separator)) > 1;
            characters += seen ? length(i, n) : 0;
            i += seen ? n : 1;
        }
        return characters;
    }

    private int length(int first, int n) {
        return characters[first + n] - characters[first] - separator;
    }
}
