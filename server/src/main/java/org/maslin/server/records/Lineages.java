package org.maslin.server.records;

import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;

/** Reads the edges: what made something, and what it reached. */
public final class Lineages {

    private final Transactions transactions;
    private final RecordsStore store;

    Lineages(Transactions transactions, RecordsStore store) {
        this.transactions = transactions;
        this.store = store;
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
                    String kind = store.kindOf(id);
                    if (kind == null) {
                        throw RefusedException.notFound("record of", id);
                    }
                    return new LineageFlow(direction, limit, ids -> store.edges(ids, direction))
                            .from(new Node(kind, id));
                });
    }
}
