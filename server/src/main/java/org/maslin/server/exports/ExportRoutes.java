package org.maslin.server.exports;

import java.util.UUID;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of exports. */
final class ExportRoutes implements Routes {

    private final Exports exports;

    ExportRoutes(Exports exports) {
        this.exports = exports;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post(
                "/projects/{projectId}/exports",
                Action.EXPORT_PROJECT,
                r ->
                        Reply.created(
                                exports.create(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(NewExport.class))));
        table.get(
                "/projects/{projectId}/exports",
                Action.EXPORT_PROJECT,
                r ->
                        Reply.ok(
                                exports.list(
                                        r.principal(), r.id("projectId"), r.afterId(), r.limit())));
        table.get(
                "/exports/{exportId}",
                Action.EXPORT_PROJECT,
                r -> Reply.ok(exports.get(r.principal(), r.id("exportId"))));
        table.delete("/exports/{exportId}", Action.EXPORT_PROJECT, this::delete);
        table.get("/exports/{exportId}/file", Action.EXPORT_PROJECT, this::file);
    }

    private Reply delete(Request request) {
        exports.delete(request.principal(), request.id("exportId"));
        return Reply.noContent();
    }

    private Reply file(Request request) {
        UUID id = request.id("exportId");
        ExportFormat format = exports.open(request.principal(), id).wanted().format();
        return Reply.file(
                format.contentType(),
                "export-%s.%s".formatted(id, format.suffix()),
                out -> exports.copy(request.principal(), id, out));
    }
}
