package org.maslin.curate;

import java.util.List;

/**
 * What a run did, in numbers. {@code read} is {@code kept} plus the sum of {@code dropped}.
 *
 * @param dropped documents by stage and reason, in the order of stages, then by reason
 * @param edited changes in kept documents by stage and kind, in the same order
 */
public record Report(long read, long kept, List<Count> dropped, List<Count> edited) {

    public Report {
        dropped = List.copyOf(dropped);
        edited = List.copyOf(edited);
    }

    /** How often a stage did something. */
    public record Count(String stage, String what, long count) {}
}
