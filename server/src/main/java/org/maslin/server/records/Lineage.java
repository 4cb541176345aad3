package org.maslin.server.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The graph around something on record. */
public record Lineage(
        Reached start,
        Direction direction,
        Map<String, Integer> counts,
        List<Reached> nodes,
        List<Step> edges,
        boolean truncated) {

    /** Towards the causes, or towards the effects. */
    public enum Direction {
        UP,
        DOWN
    }

    /** A node and how many steps away it is. */
    public record Reached(
            String kind,
            String id,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String caption,
            int depth) {}

    /** An edge between two nodes of the graph, by their ids. */
    public record Step(String from, String to, String activity) {}
}
