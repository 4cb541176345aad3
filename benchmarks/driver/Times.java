import java.util.Arrays;

/** How long things took, in nanoseconds; one thread writes each. */
final class Times {

    private long[] values = new long[1 << 10];
    private int count;

    void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
    }

    void addAll(Times other) {
        for (int i = 0; i < other.count; i++) {
            add(other.values[i]);
        }
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** The given share's quantile in milliseconds. */
    double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1, Math.ceil(share * count) - 1)] / 1e6;
    }

    String json() {
        return "{\"n\": %d, \"p50Millis\": %.2f, \"p95Millis\": %.2f, \"p99Millis\": %.2f, \"mostMillis\": %.2f}"
                .formatted(count, millis(.5), millis(.95), millis(.99), millis(1));
    }
}
