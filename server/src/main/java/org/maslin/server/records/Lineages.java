package org.maslin.server.records;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;

/** Reads the edges: what made something, and what it reached. */
public final class Lineages {

    private final Transactions transactions;
    private final RecordsStore store;
    private final List<EdgeSource> sources;

    Lineages(Transactions transactions, RecordsStore store, List<EdgeSource> sources) {
        this.transactions = transactions;
        this.store = store;
        this.sources = List.copyOf(sources);
    }

    /**
     * The graph around a node.
     *
     * @param id id, key or hash of anything on record
     * @param limit the most nodes to return; the graph says when it was cut
     */
    public Lineage around(Principal principal, String id, Lineage.Direction direction, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    String kind = kindOf(id);
                    if (kind == null) {
                        throw RefusedException.notFound("record of", id);
                    }
                    return new LineageFlow(direction, limit, ids -> edges(ids, direction))
                            .from(new Node(kind, id));
                });
    }

    private @Nullable String kindOf(String id) {
        String stored = store.kindOf(id);
        return stored != null
                ? stored
                : sources.stream()
                        .map(source -> source.kindOf(id))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Those on record and those that features hold, in one order. */
    private List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        return Stream.concat(
                        store.edges(ids, direction).stream(),
                        sources.stream().flatMap(source -> source.edges(ids, direction).stream()))
                .distinct()
                .sorted(
                        Comparator.comparing((Edge edge) -> edge.from().kind())
                                .thenComparing(edge -> edge.from().id())
                                .thenComparing(edge -> edge.to().kind())
                                .thenComparing(edge -> edge.to().id()))
                .toList();
    }
}
