package org.maslin.server.records;

import java.util.List;
import org.maslin.security.Principal;

/** Puts on record what made what, in the caller's transaction. */
public final class Provenance {

    private final RecordsStore store;

    Provenance(RecordsStore store) {
        this.store = store;
    }

    public void record(Principal principal, Node from, Node to, String activity) {
        record(principal, List.of(new Edge(from, to, activity)));
    }

    /** Records many edges in one statement; an edge that is there already stays as it is. */
    public void record(Principal principal, List<Edge> edges) {
        if (!edges.isEmpty()) {
            store.addEdges(principal.organisationId(), edges);
        }
    }
}
