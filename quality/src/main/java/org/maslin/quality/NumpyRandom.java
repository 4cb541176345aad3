package org.maslin.quality;

/**
 * The random numbers of {@code numpy.random.RandomState}: the Mersenne Twister (Matsumoto and
 * Nishimura, ACM TOMACS 8, 1998) and the polar method for normal draws (Marsaglia and Bray, SIAM
 * Review 6, 1964), which gives two at a time, the second one first.
 */
final class NumpyRandom {

    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int at = N;

    NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    double[] normals(int n) {
        double[] normals = new double[n];
        for (int i = 0; i < n; i += 2) {
            double x;
            double y;
            double r;
            do {
                x = 2 * uniform() - 1;
                y = 2 * uniform() - 1;
                r = x * x + y * y;
            } while (r >= 1 || r == 0);
            double scale = Math.sqrt(-2 * Math.log(r) / r);
            normals[i] = scale * y;
            if (i + 1 < n) {
                normals[i + 1] = scale * x;
            }
        }
        return normals;
    }

    /** 53 random bits in [0, 1). */
    private double uniform() {
        long high = next() >>> 5;
        long low = next() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private long next() {
        if (at == N) {
            twist();
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        y ^= y >>> 18;
        return y & 0xffffffffL;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        at = 0;
    }
}
