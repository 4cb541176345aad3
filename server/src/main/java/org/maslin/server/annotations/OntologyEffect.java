package org.maslin.server.annotations;

import java.util.List;

/**
 * Which answers do not fit an ontology.
 *
 * @param read how many standing answers there are
 * @param annotations how many of them do not fit
 * @param tasks the tasks these belong to
 * @param reasons why, the most frequent first
 * @param examples keys of some of the tasks
 */
public record OntologyEffect(
        long read, long annotations, long tasks, List<Reason> reasons, List<String> examples) {

    /** One reason and how many answers it keeps out. */
    public record Reason(String place, String found, String expected, long annotations) {}

    public OntologyEffect {
        reasons = List.copyOf(reasons);
        examples = List.copyOf(examples);
    }
}
