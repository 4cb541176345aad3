package org.maslin.quality.pairwise;

import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;

/**
 * Where items stand on one scale.
 *
 * @param items the items, best first; of equally good ones the one that appeared first
 * @param scores by item: ln of its strength, all scores summing to 0; an item beats another with
 *     the probability 1 ÷ (1 + exp(their difference)) if nothing else sways
 * @param biases the logit by which each bias asked for helps: the left item if it is {@link
 *     Bias#POSITION}, a much longer item if it is {@link Bias#LENGTH}
 * @param abilities by worker, for models that have them: how often the worker says what the scores
 *     say
 * @param tie how often two equal items are called a tie; 0 for models without ties
 * @param covariance [item][item] of the scores, in the order of first appearance
 */
public record Ranking(
        List<String> items,
        Map<String, Figure> scores,
        Map<Bias, Figure> biases,
        Map<String, Figure> abilities,
        double tie,
        double[][] covariance) {

    public Ranking {
        items = List.copyOf(items);
        scores = Map.copyOf(scores);
        biases = Map.copyOf(biases);
        abilities = Map.copyOf(abilities);
    }

    /** The score of an item of this ranking, with its interval. */
    public Figure figure(String item) {
        Figure figure = scores.get(item);
        if (figure == null) {
            throw new IllegalArgumentException("The ranking has no item \"%s\".".formatted(item));
        }
        return figure;
    }

    /** The score of an item of this ranking. */
    public double score(String item) {
        return figure(item).estimate();
    }

    /** How probable it is that one item is preferred to another where neither is helped. */
    public double wins(String item, String other) {
        return 1 / (1 + Math.exp(score(other) - score(item)));
    }
}
