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
 * revision: the last one speaks, unless the builder was told otherwise.
 */
public final class Answers {

    private final List<String> tasks;
    private final List<String> workers;
    private final List<String> labels;
    private final int[] offsets;
    private final int[] workerOf;
    private final int[] labelOf;

    /** The place of each answer in the order in which they were added. */
    private final int[] orderOf;

    private final Repeats repeats;

    private Answers(
            List<String> tasks,
            List<String> workers,
            List<String> labels,
            int[] offsets,
            int[] workerOf,
            int[] labelOf,
            int[] orderOf,
            Repeats repeats) {
        this.tasks = tasks;
        this.workers = workers;
        this.labels = labels;
        this.offsets = offsets;
        this.workerOf = workerOf;
        this.labelOf = labelOf;
        this.orderOf = orderOf;
        this.repeats = repeats;
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

    /** The place of an answer among all that were added, counting from 0. */
    public int order(int answer) {
        return orderOf[answer];
    }

    /** What was done with repeated answers. */
    public Repeats repeats() {
        return repeats;
    }

    /** Every nth task, so that about that many answers remain; this, if it has no more. */
    Answers part(int most) {
        if (size() <= most) {
            return this;
        }
        int step = size() / most + 1;
        var part = builder().repeats(repeats);
        for (int task = 0; task < tasks.size(); task += step) {
            for (int i = first(task); i < first(task + 1); i++) {
                part.add(tasks.get(task), workers.get(workerOf[i]), labels.get(labelOf[i]));
            }
        }
        return part.build();
    }

    /** As {@link #first}, of all tasks; not to be changed. */
    int[] offsets() {
        return offsets;
    }

    /** As {@link #worker}, of all answers; not to be changed. */
    int[] workerNumbers() {
        return workerOf;
    }

    /** As {@link #label}, of all answers; not to be changed. */
    int[] labelNumbers() {
        return labelOf;
    }

    /** What a second answer of a worker to a task means. */
    public enum Repeats {
        /** A revision: the last one speaks. */
        LAST,
        /** The first one speaks. */
        FIRST,
        /** All of them speak, as if by several workers of one kind. */
        ALL
    }

    /** Collects answers in the order in which they were given. */
    public static final class Builder {

        private final Interner tasks = new Interner();
        private final Interner workers = new Interner();
        private final Interner labels = new Interner();
        private int[] rows = new int[3 * 1024];
        private int size;
        private Repeats repeats = Repeats.LAST;

        private Builder() {}

        /** What a second answer of a worker to a task means; the last one speaks if not told. */
        public Builder repeats(Repeats repeats) {
            this.repeats = repeats;
            return this;
        }

        public Builder add(String task, String worker, String label) {
            if (rows.length < 3 * (size + 1)) {
                rows = Arrays.copyOf(rows, Math.max(3 * 1024, rows.length + rows.length / 2));
            }
            rows[3 * size] = tasks.number(task);
            rows[3 * size + 1] = workers.number(worker);
            rows[3 * size + 2] = labels.number(label);
            size++;
            return this;
        }

        /**
         * The table of all answers added; the builder is spent.
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
            int[] orderOf = new int[size];
            group(starts, workerOf, labelOf, orderOf);
            rows = new int[0];
            int[] offsets = starts.clone();
            int kept =
                    repeats == Repeats.ALL
                            ? size
                            : keepOne(starts, offsets, workerOf, labelOf, orderOf);
            size = 0;
            List<String> sorted = LabelOrder.sorted(labels.names);
            renumber(labelOf, kept, sorted);
            return new Answers(
                    List.copyOf(tasks.names),
                    List.copyOf(workers.names),
                    sorted,
                    offsets,
                    cut(workerOf, kept),
                    cut(labelOf, kept),
                    cut(orderOf, kept),
                    repeats);
        }

        private static int[] cut(int[] values, int n) {
            return values.length == n ? values : Arrays.copyOf(values, n);
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

        private void group(int[] starts, int[] workerOf, int[] labelOf, int[] orderOf) {
            int[] next = starts.clone();
            for (int i = 0; i < size; i++) {
                int at = next[rows[3 * i]]++;
                workerOf[at] = rows[3 * i + 1];
                labelOf[at] = rows[3 * i + 2];
                orderOf[at] = i;
            }
        }

        /** Drops repeated answers in place, fills {@code offsets} and tells how many remain. */
        private int keepOne(
                int[] starts, int[] offsets, int[] workerOf, int[] labelOf, int[] orderOf) {
            int[] place = new int[workers.names.size()];
            Arrays.fill(place, -1);
            int kept = 0;
            for (int task = 0; task + 1 < starts.length; task++) {
                offsets[task] = kept;
                for (int i = starts[task]; i < starts[task + 1]; i++) {
                    int worker = workerOf[i];
                    boolean repeated = place[worker] >= offsets[task];
                    if (repeated && repeats == Repeats.FIRST) {
                        continue;
                    }
                    int at = repeated ? place[worker] : kept++;
                    place[worker] = at;
                    workerOf[at] = worker;
                    labelOf[at] = labelOf[i];
                    orderOf[at] = orderOf[i];
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
