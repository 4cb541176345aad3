package org.maslin.server.evaluation;

/**
 * What two models answer to one prompt.
 *
 * @param base the base's completion at temperature .8
 * @param policy the model's
 * @param logRatio log-probability of the model's completion under the model minus that under the
 *     base, in nats
 */
public record Compared(
        String key,
        String prompt,
        String base,
        String policy,
        String baseGreedy,
        String policyGreedy,
        double logRatio) {

    boolean same() {
        return base.equals(policy);
    }
}
