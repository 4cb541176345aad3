package org.maslin.server.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.train.TrainingConfig.Algorithm;

/**
 * A model to train on rows that somebody sent.
 *
 * @param name of the new model
 * @param parentId the model to start from
 * @param algorithm SFT, on rows {@code {"prompt","completion"}}, DPO, on rows {@code
 *     {"prompt","chosen","rejected"}}, or GRPO, on rows {@code {"prompt"}}
 * @param blob where the rows are kept
 * @param sourceKind what kind of thing the rows came from, for provenance
 * @param sourceId which one
 * @param settings in Hugging Face's words, instead of the usual ones
 * @param workers how many processes train together
 */
public record FineTune(
        String name,
        String parentId,
        Algorithm algorithm,
        String blob,
        String sourceKind,
        String sourceId,
        Map<String, Object> settings,
        @Nullable Integer workers) {

    /** How many completions of a prompt are drawn to learn from their rewards. */
    public static final int COMPLETIONS = 8;

    /** How many processes may train together at most. */
    public static final int MOST_WORKERS = TeamTraining.MOST;

    public FineTune {
        settings = Map.copyOf(settings);
    }

    /** How many processes train together; one, where a job of an older version does not say. */
    int together() {
        return workers == null ? 1 : workers;
    }
}
