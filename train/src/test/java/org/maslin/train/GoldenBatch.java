package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.tokenizer.Encoded;

/** A case's arrays. */
record GoldenBatch(Safetensors arrays, String name) {

    long[] longs(String array) {
        return arrays.longs(name + "." + array);
    }

    int width(String array) {
        return (int) arrays.shape(name + "." + array)[1];
    }

    /** Rows of tokens whose attention counts, completions as another mask says. */
    List<Encoded> rows(String ids, String attention, @Nullable String completion) {
        long[] tokens = longs(ids);
        long[] mask = longs(attention);
        long @Nullable [] completions = completion == null ? null : longs(completion);
        int width = width(ids);
        List<Encoded> rows = new ArrayList<>();
        for (int start = 0; start < tokens.length; start += width) {
            int first = 0;
            int length = 0;
            var row = new long[width];
            for (int t = 0; t < width; t++) {
                if (mask[start + t] == 1) {
                    first += completions != null && completions[start + t] == 0 ? 1 : 0;
                    row[length++] = tokens[start + t];
                }
            }
            rows.add(new Encoded(Arrays.copyOf(row, length), first));
        }
        return rows;
    }

    /** Rows whose labels say what counts. */
    List<Encoded> labelled(String ids, String attention, String labels) {
        long[] wanted = longs(labels);
        int width = width(labels);
        List<Encoded> rows = new ArrayList<>();
        List<Encoded> plain = rows(ids, attention, null);
        for (int row = 0; row < plain.size(); row++) {
            var counts = new boolean[plain.get(row).length()];
            int first = -1;
            for (int t = 0; t < counts.length; t++) {
                counts[t] = wanted[row * width + t] >= 0;
                first = first < 0 && counts[t] ? t : first;
            }
            rows.add(new Encoded(plain.get(row).ids(), Math.max(0, first), counts));
        }
        return rows;
    }
}
