package org.maslin.server.consensus;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the answers to one task say together.
 *
 * @param answers how many there are
 * @param posterior the probability of each label
 */
public record TaskConsensus(
        String label,
        double probability,
        int answers,
        String method,
        Map<String, Double> posterior) {
    public TaskConsensus {
        posterior = new TreeMap<>(posterior);
    }
}
