package org.maslin.server.jobs;

import java.time.Duration;
import java.util.List;

/** Counts how often in a row the child died over the same jobs, and says what to do next. */
final class WorkerDeaths {

    /** The next step after a death. */
    sealed interface Next {

        /** Start a new child after a rest. */
        record Again(Duration rest) implements Next {}

        /** The child died this often over the same jobs: a new one would, too. */
        record GiveUp(int times) implements Next {}
    }

    private static final int MOST = 5;

    private List<String> jobs = List.of();
    private int times;

    /**
     * Notes a death. The first is followed by a new child at once, the later ones by rests of 1, 2,
     * 4 seconds.
     *
     * @param held the jobs that the child had in hand; empty if it died before it took one
     */
    synchronized Next died(List<String> held) {
        times = held.equals(jobs) ? times + 1 : 1;
        jobs = List.copyOf(held);
        if (times < MOST) {
            return new Next.Again(Duration.ofSeconds(times == 1 ? 0 : 1L << (times - 2)));
        }
        int all = times;
        times = 0;
        return new Next.GiveUp(all);
    }
}
