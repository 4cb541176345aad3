package org.maslin.server.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.maslin.server.annotations.TimedAnswer;

/**
 * The answers of a part of the tasks, drawn by the tasks' ids: all as long as there is room; then
 * every second task, every fourth, and so on. Which tasks are in it does not depend on the order in
 * which answers are told.
 */
final class Part {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int most;
    private final List<TimedAnswer> answers = new ArrayList<>();
    private long mask;
    private long seen;

    /**
     * @param most how many answers there is room for
     */
    Part(int most) {
        this.most = most;
    }

    /** Takes an answer in; one that was withdrawn does not speak. */
    void add(TimedAnswer told) {
        if (told.answer().withdrawn()) {
            return;
        }
        seen++;
        if (!isIn(told)) {
            return;
        }
        answers.add(told);
        while (answers.size() > most) {
            mask = 2 * mask + 1;
            answers.removeIf(one -> !isIn(one));
        }
    }

    private boolean isIn(TimedAnswer told) {
        long id = told.answer().taskId().getLeastSignificantBits() * SPREAD;
        return (id >>> 32 & mask) == 0;
    }

    List<TimedAnswer> answers() {
        return answers;
    }

    /** All answers that were told and speak. */
    long seen() {
        return seen;
    }
}
