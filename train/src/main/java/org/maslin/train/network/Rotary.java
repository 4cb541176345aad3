package org.maslin.train.network;

import org.jspecify.annotations.Nullable;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Makes positions: tables of cosines and sines in Hugging Face's half-rotated layout, grown to the
 * longest text seen and made anew where the frequencies depend on its length.
 */
public final class Rotary implements AutoCloseable {

    private static final int LEAST = 64;

    private final @Nullable Rope rope;
    private @Nullable Tensor cosines;
    private @Nullable Tensor sines;
    private long capacity;
    private long madeFor = -1;

    public Rotary(@Nullable Rope rope) {
        this.rope = rope;
    }

    /** The positions from {@code start} on, of all rows. */
    Positions range(long start, long time) {
        Tensor index = Tensor.range(start + time).slice(0, start, time);
        if (rope == null) {
            return new Positions(index, null, null);
        }
        grow(rope, start + time);
        return new Positions(
                index,
                required(cosines).slice(0, start, time),
                required(sines).slice(0, start, time));
    }

    /** Positions of single tokens, row-major [rows, time]. */
    Positions of(long[] positions, int rows, int time) {
        long reach = 1;
        for (long position : positions) {
            reach = Math.max(reach, position + 1);
        }
        Tensor index = Tensor.of(positions, rows, time);
        if (rope == null) {
            return new Positions(index, null, null);
        }
        grow(rope, reach);
        Tensor flat = index.reshape(-1);
        return new Positions(
                index,
                required(cosines).pick(0, flat).reshape(rows, 1, time, -1),
                required(sines).pick(0, flat).reshape(rows, 1, time, -1));
    }

    private static Tensor required(@Nullable Tensor table) {
        if (table == null) {
            throw new IllegalStateException("The table was not made.");
        }
        return table;
    }

    private void grow(Rope made, long reach) {
        long wanted = made.frequenciesFor(reach);
        if (reach <= capacity && wanted == madeFor) {
            return;
        }
        close();
        capacity = Math.max(Math.max(LEAST, Long.highestOneBit(reach - 1) * 2), capacity);
        madeFor = wanted;
        float[] frequencies = made.frequencies(reach);
        int pairs = frequencies.length;
        var cosine = new float[Math.toIntExact(capacity * pairs)];
        var sine = new float[cosine.length];
        for (int t = 0; t < capacity; t++) {
            for (int i = 0; i < pairs; i++) {
                double angle = t * (double) frequencies[i];
                cosine[t * pairs + i] = (float) (made.amplitude() * Math.cos(angle));
                sine[t * pairs + i] = (float) (made.amplitude() * Math.sin(angle));
            }
        }
        try (Scope scope = Scope.open()) {
            cosines = scope.keep(Tensor.of(cosine, capacity, pairs));
            sines = scope.keep(Tensor.of(sine, capacity, pairs));
        }
    }

    /** Whether texts up to this length all turn alike. */
    public boolean isFixedUpTo(long reach) {
        return rope != null && rope.frequenciesFor(reach) == rope.frequenciesFor(1);
    }

    /** The table of cosines up to this position, for reading: [at least reach, pairs]. */
    public float[] cosines(long reach) {
        return table(reach, true);
    }

    public float[] sines(long reach) {
        return table(reach, false);
    }

    private float[] table(long reach, boolean cosine) {
        if (rope == null) {
            return new float[0];
        }
        grow(rope, reach);
        try (Scope scope = Scope.open()) {
            return required(cosine ? cosines : sines).floats();
        }
    }

    @Override
    public void close() {
        if (cosines != null && sines != null) {
            cosines.close();
            sines.close();
        }
        cosines = null;
        sines = null;
        capacity = 0;
        madeFor = -1;
    }
}
