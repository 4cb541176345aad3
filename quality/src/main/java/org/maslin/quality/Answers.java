package org.maslin.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who answered what: a table of (task, worker, label) in flat arrays, grouped by task.
 *
 * <p>Tasks and workers are numbered in the order of their first appearance. Labels are numbered in
 * sorted order: by value if all of them are numbers, else by text. A repeated (task, worker) is a
 * revision: the last one speaks.
 */
public final class Answers {

    private final List<String> tasks;
    private final List<String> workers;
    private final List<String> labels;
    private final int[] offsets;
    private final int[] workerOf;
    private final int[] labelOf;

    private Answers(
            List<String> tasks,
            List<String> workers,
            List<String> labels,
            int[] offsets,
            int[] workerOf,
            int[] labelOf) {
        this.tasks = tasks;
        this.workers = workers;
        this.labels = labels;
        this.offsets = offsets;
        this.workerOf = workerOf;
        this.labelOf = labelOf;
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<String> tasks() {
        return tasks;
    }

    public List<String> workers() {
        return workers;
    }

    public List<String> labels() {
        return labels;
    }

    /** How many answers speak; revised ones are not counted. */
    public int size() {
        return labelOf.length;
    }

    /** The number of the first answer of a task; the last is before {@code first(task + 1)}. */
    public int first(int task) {
        return offsets[task];
    }

    /** How many answers a task has. */
    public int overlap(int task) {
        return offsets[task + 1] - offsets[task];
    }

    /** The number of the worker who gave an answer. */
    public int worker(int answer) {
        return workerOf[answer];
    }

    /** The number of the label of an answer. */
    public int label(int answer) {
        return labelOf[answer];
    }

    /** Collects answers in the order in which they were given. */
    public static final class Builder {

        private final Interner tasks = new Interner();
        private final Interner workers = new Interner();
        private final Interner labels = new Interner();
        private int[] rows = new int[3 * 1024];
        private int size;

        private Builder() {}

        public Builder add(String task, String worker, String label) {
            if (rows.length < 3 * (size + 1)) {
                rows = Arrays.copyOf(rows, Math.multiplyExact(2, rows.length));
            }
            rows[3 * size] = tasks.number(task);
            rows[3 * size + 1] = workers.number(worker);
            rows[3 * size + 2] = labels.number(label);
            size++;
            return this;
        }

        /**
         * The table of all answers added so far.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Answers build() {
            if (size == 0) {
                throw new IllegalArgumentException("There are no answers to work on.");
            }
            int[] starts = starts();
            int[] workerOf = new int[size];
            int[] labelOf = new int[size];
            group(starts, workerOf, labelOf);
            int[] offsets = new int[starts.length];
            int kept = keepLast(starts, offsets, workerOf, labelOf);
            List<String> sorted = LabelOrder.sorted(labels.names);
            renumber(labelOf, kept, sorted);
            return new Answers(
                    List.copyOf(tasks.names),
                    List.copyOf(workers.names),
                    sorted,
                    offsets,
                    Arrays.copyOf(workerOf, kept),
                    Arrays.copyOf(labelOf, kept));
        }

        private int[] starts() {
            int[] starts = new int[tasks.names.size() + 1];
            for (int i = 0; i < size; i++) {
                starts[rows[3 * i] + 1]++;
            }
            for (int task = 1; task < starts.length; task++) {
                starts[task] += starts[task - 1];
            }
            return starts;
        }

        private void group(int[] starts, int[] workerOf, int[] labelOf) {
            int[] next = starts.clone();
            for (int i = 0; i < size; i++) {
                int at = next[rows[3 * i]]++;
                workerOf[at] = rows[3 * i + 1];
                labelOf[at] = rows[3 * i + 2];
            }
        }

        /** Drops revised answers in place, fills {@code offsets} and tells how many remain. */
        private int keepLast(int[] starts, int[] offsets, int[] workerOf, int[] labelOf) {
            int[] place = new int[workers.names.size()];
            Arrays.fill(place, -1);
            int kept = 0;
            for (int task = 0; task + 1 < starts.length; task++) {
                offsets[task] = kept;
                for (int i = starts[task]; i < starts[task + 1]; i++) {
                    int worker = workerOf[i];
                    boolean revision = place[worker] >= offsets[task];
                    int at = revision ? place[worker] : kept++;
                    place[worker] = at;
                    workerOf[at] = worker;
                    labelOf[at] = labelOf[i];
                }
            }
            offsets[offsets.length - 1] = kept;
            return kept;
        }

        private void renumber(int[] labelOf, int kept, List<String> sorted) {
            int[] rank = new int[sorted.size()];
            for (int i = 0; i < rank.length; i++) {
                rank[labels.number(sorted.get(i))] = i;
            }
            for (int i = 0; i < kept; i++) {
                labelOf[i] = rank[labelOf[i]];
            }
        }
    }

    /** Gives equal strings one number, counting from 0. */
    private static final class Interner {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        int number(String name) {
            Integer known = numbers.putIfAbsent(name, names.size());
            if (known != null) {
                return known;
            }
            names.add(name);
            return names.size() - 1;
        }
    }
}
