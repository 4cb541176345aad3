package org.maslin.server.training;

import java.util.Map;
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
 */
public record FineTune(
        String name,
        String parentId,
        Algorithm algorithm,
        String blob,
        String sourceKind,
        String sourceId,
        Map<String, Object> settings) {

    /** How many completions of a prompt are drawn to learn from their rewards. */
    public static final int COMPLETIONS = 8;

    public FineTune {
        settings = Map.copyOf(settings);
    }
}
