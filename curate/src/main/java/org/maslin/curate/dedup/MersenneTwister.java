package org.maslin.curate.dedup;

/**
 * MT19937 (Matsumoto and Nishimura 1998) as numpy's RandomState seeds and reads it; the published
 * parameters of MinHash come from it.
 */
final class MersenneTwister {

    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int index = N;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** A number of {@code [low, high)} by masked rejection, from two draws, the high half first. */
    long between(long low, long high) {
        long range = high - 1 - low;
        long mask = -1L >>> Long.numberOfLeadingZeros(range);
        long drawn;
        do {
            long upper = next() & 0xffffffffL;
            drawn = (upper << 32 | next() & 0xffffffffL) & mask;
        } while (drawn > range);
        return low + drawn;
    }

    private int next() {
        if (index == N) {
            twist();
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int k = 0; k < N; k++) {
            int y = state[k] & 0x80000000 | state[(k + 1) % N] & 0x7fffffff;
            state[k] = state[(k + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        index = 0;
    }
}
