package org.maslin.quality.regions;

import java.util.List;

/**
 * A place that several answers make together.
 *
 * @param task where it is
 * @param shape the merged shape
 * @param label the most probable label
 * @param existence the probability that something is there
 * @param probability the probability that the label is right, if something is there
 * @param workers who marked it
 * @param similarity how alike their shapes are to the merged one, in the mean
 */
public record ConsensusRegion(
        String task,
        Shape shape,
        String label,
        double existence,
        double probability,
        List<String> workers,
        double similarity) {}
