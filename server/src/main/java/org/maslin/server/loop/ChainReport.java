package org.maslin.server.loop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.server.consensus.Quality;
import org.maslin.server.datasets.DatasetVersion;
import org.maslin.server.evaluation.Evaluation;
import org.maslin.server.models.ModelDetail;

/**
 * All that is known of a chain.
 *
 * @param prompts training prompts a round
 * @param heldOut prompts of the evaluation
 * @param rounds every link of every round that has begun, in order
 * @param models the base first, then in the order of their making, each once
 * @param qualities the answers' quality of each round, in order
 * @param evaluation null before it has begun; its gate is in it
 * @param provenance things on record behind the last model, by kind
 */
public record ChainReport(
        Chain chain,
        int prompts,
        int heldOut,
        int overlap,
        List<ChainLink> rounds,
        List<DatasetVersion> versions,
        List<ModelDetail> models,
        List<Quality> qualities,
        @Nullable Evaluation evaluation,
        Map<String, Integer> provenance) {

    public ChainReport {
        rounds = List.copyOf(rounds);
        versions = List.copyOf(versions);
        models = List.copyOf(models);
        qualities = List.copyOf(qualities);
    }
}
