package org.maslin.server.evaluation;

/**
 * What two models say to a prompt: at temperature 0.8, which is what judges see, and greedily.
 *
 * @param drift log p(model) − log p(base) of the model's answer, in nats
 */
public record AnswerPair(
        String key,
        String prompt,
        String base,
        String model,
        String greedyBase,
        String greedyModel,
        double drift) {

    boolean isSame() {
        return base.equals(model);
    }
}
