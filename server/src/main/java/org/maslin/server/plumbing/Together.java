package org.maslin.server.plumbing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does in one go what several threads want at the same time. Whoever comes while nobody is at it
 * starts at once; whoever comes meanwhile is taken along by the next go. Nobody waits for company.
 *
 * <p>What has the same lane is never done in two goes at once. If a go fails, each of its askers is
 * served alone, so that one's fault is nobody else's.
 */
public final class Together<A, R> {

    private static final int MOST_IN_ONE_GO = 64;

    private final Function<List<A>, List<R>> go;
    private final List<Lane> lanes;

    /**
     * @param go takes what was asked and returns the results in the same order
     */
    public Together(int lanes, Function<List<A>, List<R>> go) {
        this.go = go;
        var made = new ArrayList<Lane>();
        for (int i = 0; i < lanes; i++) {
            made.add(new Lane());
        }
        this.lanes = List.copyOf(made);
    }

    /** Does what is asked, alone or with others; returns or throws as if alone. */
    public R call(Object lane, A asked) {
        return lanes.get(Math.floorMod(lane.hashCode(), lanes.size())).call(asked);
    }

    private final class Asker {
        final A asked;
        final Thread thread = Thread.currentThread();
        @Nullable R result;
        @Nullable RuntimeException failure;
        volatile boolean done;

        Asker(A asked) {
            this.asked = asked;
        }

        void answer(@Nullable R given, @Nullable RuntimeException failed) {
            result = given;
            failure = failed;
            done = true;
            LockSupport.unpark(thread);
        }
    }

    private final class Lane {

        private final Queue<Asker> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean busy = new AtomicBoolean();

        @SuppressWarnings("NullAway") // without a failure there is a result
        R call(A asked) {
            var asker = new Asker(asked);
            waiting.add(asker);
            while (!asker.done) {
                if (busy.compareAndSet(false, true)) {
                    try {
                        serve();
                    } finally {
                        busy.set(false);
                        wakeNext();
                    }
                } else if (!asker.done) {
                    LockSupport.park(this);
                }
            }
            if (asker.failure != null) {
                throw asker.failure;
            }
            return asker.result;
        }

        private void wakeNext() {
            Asker next = waiting.peek();
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }

        private void serve() {
            var askers = new ArrayList<Asker>();
            for (Asker one = waiting.poll(); one != null; one = waiting.poll()) {
                askers.add(one);
                if (askers.size() == MOST_IN_ONE_GO) {
                    break;
                }
            }
            if (!askers.isEmpty() && !serveAll(askers)) {
                askers.forEach(this::serveAlone);
            }
        }

        private boolean serveAll(List<Asker> askers) {
            List<R> results;
            try {
                results = go.apply(askers.stream().map(asker -> asker.asked).toList());
            } catch (RuntimeException failed) {
                if (askers.size() == 1) {
                    askers.getFirst().answer(null, failed);
                    return true;
                }
                return false;
            }
            for (int i = 0; i < askers.size(); i++) {
                askers.get(i).answer(results.get(i), null);
            }
            return true;
        }

        private void serveAlone(Asker asker) {
            try {
                asker.answer(go.apply(List.of(asker.asked)).getFirst(), null);
            } catch (RuntimeException failed) {
                asker.answer(null, failed);
            }
        }
    }
}
