package org.maslin.server.consensus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.maslin.quality.KnownRates;

/**
 * What the answers of a project have taught, and how old that is. Learning again costs as much as
 * there are answers; it is done when they have grown by a fifth, so that all learning together
 * costs a few times the last, and otherwise when it is old enough to take a small share of the
 * time.
 */
final class Learnt {

    /** So few answers are learnt from each time. */
    private static final long FEW = 500;

    private static final int GROWTH = 5;
    private static final long SHORTEST_REST = Duration.ofSeconds(20).toNanos();
    private static final int REST = 50;

    private final KnownRates rates;
    private final String method;
    private final long answers;
    private final long tookNanos;
    private final long endNanos;
    private final AtomicLong unlearnt = new AtomicLong();

    private Learnt(KnownRates rates, String method, long answers, long startNanos, long endNanos) {
        this.rates = rates;
        this.method = method;
        this.answers = answers;
        this.tookNanos = endNanos - startNanos;
        this.endNanos = endNanos;
    }

    /**
     * @param startNanos when learning began
     */
    static Learnt now(KnownRates rates, String method, long answers, long startNanos) {
        return new Learnt(rates, method, answers, startNanos, System.nanoTime());
    }

    KnownRates rates() {
        return rates;
    }

    String method() {
        return method;
    }

    /**
     * @return how many answers there are with these
     */
    long addUnlearnt(int more) {
        return answers + unlearnt.addAndGet(more);
    }

    boolean hasUnlearnt() {
        return unlearnt.get() > 0;
    }

    /** Whether all should be learnt again. */
    boolean isOld() {
        long age = System.nanoTime() - endNanos;
        return answers < FEW
                || unlearnt.get() * GROWTH >= answers
                || hasUnlearnt() && age >= Math.max(SHORTEST_REST, REST * tookNanos);
    }
}
