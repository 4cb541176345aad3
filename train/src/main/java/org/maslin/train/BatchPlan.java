package org.maslin.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * Which examples each optimiser step sees, decided before the first one: a run that was stopped
 * goes on by counting. Within windows of many batches, examples of like length go together and the
 * batches come in a drawn order; the windows themselves follow the order of the examples, so a file
 * that grows harder stays so.
 */
final class BatchPlan {

    private static final int WINDOW_BATCHES = 64;

    private final Batching batching;
    private final int[] lengths;
    private final List<List<int[]>> steps = new ArrayList<>();

    private BatchPlan(Batching batching, int[] lengths) {
        this.batching = batching;
        this.lengths = lengths;
    }

    /**
     * @param lengths tokens of each example
     */
    static BatchPlan of(TrainingConfig config, int[] lengths) {
        return of(config, config.batching().rows(), lengths);
    }

    /** The same with batches of so many rows. */
    static BatchPlan of(TrainingConfig config, int rows, int[] lengths) {
        var plan = new BatchPlan(config.batching().withRows(rows), lengths);
        int wholeEpochs = (int) Math.ceil(config.epochs());
        List<int[]> batches = new ArrayList<>();
        for (int epoch = 0; wanted(plan, batches, epoch, wholeEpochs, config); epoch++) {
            double share = config.maxSteps() > 0 ? 1 : Math.min(1, config.epochs() - epoch);
            List<int[]> all = plan.epoch(config.seed().derive("batches", "epoch " + epoch));
            batches.addAll(all.subList(0, (int) Math.ceil(all.size() * share)));
        }
        plan.group(batches, config.maxSteps());
        return plan;
    }

    private static boolean wanted(
            BatchPlan plan, List<int[]> batches, int epoch, int wholeEpochs, TrainingConfig c) {
        return plan.lengths.length > 0
                && (c.maxSteps() > 0
                        ? batches.size() < (long) c.maxSteps() * c.batching().accumulation()
                        : epoch < wholeEpochs);
    }

    private void group(List<int[]> batches, int maxSteps) {
        int size = batching.accumulation();
        for (int at = 0; at < batches.size(); at += size) {
            if (maxSteps > 0 && steps.size() == maxSteps) {
                return;
            }
            steps.add(List.copyOf(batches.subList(at, Math.min(at + size, batches.size()))));
        }
    }

    private List<int[]> epoch(Seed seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            order.add(i);
        }
        RandomGenerator random = seed.generator();
        if (batching.order() == Batching.Order.SHUFFLED) {
            Collections.shuffle(order, Random.from(random));
        }
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < order.size(); ) {
            int end = windowEnd(order, start);
            List<Integer> window = new ArrayList<>(order.subList(start, end));
            if (batching.bucketing() == Batching.Bucketing.BY_LENGTH) {
                window.sort(Comparator.comparingInt(i -> lengths[i]));
                List<int[]> cut = cut(window);
                Collections.shuffle(cut, Random.from(random));
                batches.addAll(cut);
            } else {
                batches.addAll(cut(window));
            }
            start = end;
        }
        return batches;
    }

    private int windowEnd(List<Integer> order, int start) {
        if (batching.tokens() == 0) {
            return Math.min(order.size(), start + WINDOW_BATCHES * batching.rows());
        }
        int end = start;
        long tokens = 0;
        while (end < order.size() && tokens < (long) WINDOW_BATCHES * batching.tokens()) {
            tokens += lengths[order.get(end++)];
        }
        return end;
    }

    private List<int[]> cut(List<Integer> window) {
        List<int[]> batches = new ArrayList<>();
        int start = 0;
        int longest = 0;
        for (int i = 0; i < window.size(); i++) {
            int grown = Math.max(longest, lengths[window.get(i)]);
            if (i > start && isFull(i - start, grown)) {
                batches.add(rows(window.subList(start, i)));
                start = i;
                grown = lengths[window.get(i)];
            }
            longest = grown;
        }
        batches.add(rows(window.subList(start, window.size())));
        return batches;
    }

    private boolean isFull(int rows, int longest) {
        return batching.tokens() == 0
                ? rows == batching.rows()
                : (long) (rows + 1) * longest > batching.tokens();
    }

    private static int[] rows(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The batches of each optimiser step, each the indices of its examples. */
    List<List<int[]>> steps() {
        return steps;
    }
}
