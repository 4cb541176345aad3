package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.train.tokenizer.Encoded;

/** Batches that count completions, made of whole groups of one prompt each. */
final class Groups {

    private Groups() {}

    static void requireWhole(TrainingConfig config) {
        int rows = config.batching().rows();
        int size = config.rollouts().generations();
        if (size < 2 || rows % size != 0) {
            throw new BadInputException(
                    "per_device_train_batch_size",
                    "%d completions in groups of %d".formatted(rows, size),
                    "a multiple of num_generations, which is at least 2",
                    "Change one of the two.");
        }
    }

    /** The prompts of each step's batches. */
    static List<List<int[]>> steps(TrainingConfig config, List<Rows.Asked> prompts) {
        int[] lengths = prompts.stream().mapToInt(asked -> asked.ids().length).toArray();
        int size = config.rollouts().generations();
        return BatchPlan.of(config, config.batching().rows() / size, lengths).steps();
    }

    /** The rollouts of each batch, as they are learned from. */
    static List<List<Encoded>> cut(
            List<Rollout> rollouts, List<int[]> batches, TrainingConfig.Rollouts wanted) {
        List<List<Encoded>> cut = new ArrayList<>();
        int at = 0;
        for (int[] batch : batches) {
            int next = at + batch.length * wanted.generations();
            cut.add(
                    rollouts.subList(at, next).stream()
                            .map(one -> Rollouts.learned(one, wanted.maskTruncated()))
                            .toList());
            at = next;
        }
        return cut;
    }
}
