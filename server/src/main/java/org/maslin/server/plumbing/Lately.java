package org.maslin.server.plumbing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was looked up a moment ago, so that it need not be looked up again. An entry lives for a
 * short time and no longer, so that what another process changes is seen after it at the latest;
 * who changes something in this process has it forgotten at once.
 */
public final class Lately<K, V> {

    private record Found<V>(V value, long at) {}

    private final long lifeNanos;
    private final int most;
    private final Map<K, Found<V>> found = new ConcurrentHashMap<>();

    /**
     * @param most entries to hold; with more, all are forgotten
     */
    public Lately(Duration life, int most) {
        this.lifeNanos = life.toNanos();
        this.most = most;
    }

    /** What is known of a key, or else what the look-up finds; nothing found is not remembered. */
    public @Nullable V get(K key, Supplier<@Nullable V> lookUp) {
        long now = System.nanoTime();
        Found<V> known = found.get(key);
        if (known != null && now - known.at() < lifeNanos) {
            return known.value();
        }
        V value = lookUp.get();
        if (value == null) {
            found.remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    /** Remembers what is known now. */
    public void put(K key, V value) {
        if (found.size() >= most) {
            found.clear();
        }
        found.put(key, new Found<>(value, System.nanoTime()));
    }

    public void forget(K key) {
        found.remove(key);
    }

    public void forgetAll() {
        found.clear();
    }
}
