package org.maslin.curate.dedup;

import java.util.Arrays;

/**
 * MinHash signatures (Broder 1997) with the values of datatrove. Of hash function j a set of 64-bit
 * items has the value min over x of (a_j x + b_j mod 2^64) mod p, with p = 2^61 - 1. The wrap at
 * 2^64 before the modulus is not the textbook's, but it is what published signatures were made
 * with. The a and b are drawn by numpy's RandomState(1): first all a from [1, p), then all b from
 * [0, p).
 */
public final class MinHash {

    private static final long P = (1L << 61) - 1;
    private static final int SEED = 1;

    private final long[] a;
    private final long[] b;

    /**
     * @param hashes how many hash functions, and so values in a signature
     */
    public MinHash(int hashes) {
        var random = new MersenneTwister(SEED);
        a = new long[hashes];
        b = new long[hashes];
        Arrays.setAll(a, j -> random.between(1, P));
        Arrays.setAll(b, j -> random.between(0, P));
    }

    public int hashes() {
        return a.length;
    }

    /**
     * The signature of a set.
     *
     * @param items the first {@code count} are the set; repetitions do not matter
     * @param signature receives {@link #hashes()} values
     */
    public void signature(long[] items, int count, long[] signature) {
        Arrays.fill(signature, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            add(items[i], signature);
        }
    }

    private void add(long x, long[] signature) {
        long[] a = this.a;
        long[] b = this.b;
        for (int j = 0; j < a.length; j++) {
            long value = x * a[j] + b[j];
            // Modulo p without a branch: fold the top three bits, then subtract p if p is reached.
            value = (value & P) + (value >>> 61);
            value = (value + (value + 1 >>> 61)) & P;
            signature[j] = Math.min(signature[j], value);
        }
    }

    /** The same by the definition, for tests. */
    void plainSignature(long[] items, int count, long[] signature) {
        for (int j = 0; j < a.length; j++) {
            signature[j] = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                long value = Long.remainderUnsigned(a[j] * items[i] + b[j], P);
                signature[j] = Math.min(signature[j], value);
            }
        }
    }
}
