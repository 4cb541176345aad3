package org.maslin.server.records;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of records. */
final class RecordsRoutes implements Routes {

    private final Lineages lineages;
    private final AuditLog log;

    RecordsRoutes(Lineages lineages, AuditLog log) {
        this.lineages = lineages;
        this.log = log;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/lineage/{nodeId}", Action.READ_LINEAGE, this::lineage);
        table.get("/audit/entries", Action.READ_AUDIT, this::entries);
        table.get("/audit/verification", Action.READ_AUDIT, request -> Reply.ok(log.verify()));
        table.get(
                "/audit/export",
                Action.EXPORT_AUDIT,
                request ->
                        Reply.file(
                                "application/x-ndjson",
                                "audit.jsonl",
                                out -> log.export(request.principal(), out)));
    }

    private Reply lineage(Request request) {
        Lineage.Direction direction = request.wordQuery("direction", Lineage.Direction.class);
        return Reply.ok(
                lineages.around(
                        request.principal(),
                        request.text("nodeId"),
                        direction == null ? Lineage.Direction.DOWN : direction,
                        request.limit()));
    }

    private Reply entries(Request request) {
        return Reply.ok(log.list(request.principal(), position(request.after()), request.limit()));
    }

    private static @Nullable Long position(@Nullable String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "query parameter after",
                    after,
                    "the next of the page before",
                    "Start without it.");
        }
    }
}
