package org.maslin.server.bulk;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of bulk changes. */
final class BulkRoutes implements Routes {

    private final BulkChanges changes;

    BulkRoutes(BulkChanges changes) {
        this.changes = changes;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post(
                "/projects/{projectId}/bulk-changes",
                Action.CREATE_TASKS,
                r ->
                        Reply.created(
                                changes.create(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(NewBulkChange.class))));
        table.get(
                "/projects/{projectId}/bulk-changes",
                Action.CREATE_TASKS,
                r ->
                        Reply.ok(
                                changes.list(
                                        r.principal(), r.id("projectId"), r.afterId(), r.limit())));
        table.get(
                "/bulk-changes/{bulkId}",
                Action.CREATE_TASKS,
                r -> Reply.ok(changes.get(r.principal(), r.id("bulkId"))));
        table.get(
                "/bulk-changes/{bulkId}/refused",
                Action.CREATE_TASKS,
                r ->
                        Reply.ok(
                                changes.refusals(
                                        r.principal(), r.id("bulkId"), r.after(), r.limit())));
    }
}
