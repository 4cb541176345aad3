package org.maslin.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.samples.OnReject;

/** The HTTP of imports. */
final class ImportRoutes implements Routes {

    private final Imports imports;

    ImportRoutes(Imports imports) {
        this.imports = imports;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/projects/{projectId}/imports", Action.IMPORT_SAMPLES, this::create);
        table.get(
                "/projects/{projectId}/imports",
                Action.IMPORT_SAMPLES,
                r ->
                        Reply.ok(
                                imports.list(
                                        r.principal(), r.id("projectId"), r.afterId(), r.limit())));
        table.get(
                "/imports/{importId}",
                Action.IMPORT_SAMPLES,
                r -> Reply.ok(imports.get(r.principal(), r.id("importId"))));
        table.get("/imports/{importId}/rejected", Action.IMPORT_SAMPLES, this::rejected);
    }

    private Reply create(Request request) {
        var wanted =
                NewImport.of(
                        request.query("name"),
                        request.query("url"),
                        request.wordQuery("format", ImportFormat.class),
                        request.wordQuery("onReject", OnReject.class),
                        request.flag("dryRun"),
                        request.flag("tasks"),
                        request.flag("rows"),
                        request.flag("files"));
        try (InputStream body = request.bodyStream()) {
            return Reply.created(
                    imports.create(request.principal(), request.id("projectId"), wanted, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply rejected(Request request) {
        UUID id = request.id("importId");
        imports.get(request.principal(), id);
        return Reply.file(
                "application/x-ndjson",
                "rejected-%s.jsonl".formatted(id),
                out -> imports.copyRejected(request.principal(), id, out));
    }
}
