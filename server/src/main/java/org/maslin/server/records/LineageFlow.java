package org.maslin.server.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Walks the edges breadth first, one query a level. The cost is one index look-up for each node
 * reached; memory holds the nodes up to the limit.
 */
final class LineageFlow {

    private static final int NODES_A_QUERY = 5_000;

    private final Lineage.Direction direction;
    private final int limit;
    private final Function<List<String>, List<Edge>> edgesOf;

    private final Map<Node, Integer> depths = new LinkedHashMap<>();
    private final List<Lineage.Step> steps = new ArrayList<>();
    private boolean truncated;

    /**
     * @param edgesOf the edges that leave these ids in the direction of the walk
     */
    LineageFlow(
            Lineage.Direction direction, int limit, Function<List<String>, List<Edge>> edgesOf) {
        this.direction = direction;
        this.limit = limit;
        this.edgesOf = edgesOf;
    }

    Lineage from(Node start) {
        depths.put(start, 0);
        List<Node> level = List.of(start);
        for (int depth = 1; !level.isEmpty() && !truncated; depth++) {
            level = next(level, depth);
        }
        var counts = new TreeMap<String, Integer>();
        var nodes = new ArrayList<Lineage.Reached>();
        depths.forEach(
                (node, depth) -> {
                    counts.merge(node.kind(), 1, Integer::sum);
                    nodes.add(new Lineage.Reached(node.kind(), node.id(), null, depth));
                });
        return new Lineage(nodes.getFirst(), direction, counts, nodes, steps, truncated);
    }

    private List<Node> next(List<Node> level, int depth) {
        var reached = new ArrayList<Node>();
        Set<Node> here = new HashSet<>(level);
        for (int start = 0; start < level.size(); start += NODES_A_QUERY) {
            List<Node> some = level.subList(start, Math.min(level.size(), start + NODES_A_QUERY));
            for (Edge edge : edgesOf.apply(some.stream().map(Node::id).toList())) {
                step(edge, here, reached, depth);
            }
        }
        return reached;
    }

    private void step(Edge edge, Set<Node> here, List<Node> reached, int depth) {
        boolean down = direction == Lineage.Direction.DOWN;
        Node origin = down ? edge.from() : edge.to();
        Node target = down ? edge.to() : edge.from();
        if (!here.contains(origin)) {
            return;
        }
        if (!depths.containsKey(target)) {
            if (depths.size() >= limit) {
                truncated = true;
                return;
            }
            depths.put(target, depth);
            reached.add(target);
        }
        steps.add(new Lineage.Step(edge.from().id(), edge.to().id(), edge.activity()));
    }
}
