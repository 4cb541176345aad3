package org.maslin.server.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.maslin.security.Action;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.plumbing.http.MultipartBody;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.JsonNodeFactory;

/** The HTTP of the dialect's files, and of the secret that its callbacks carry. */
final class ScaleFileRoutes implements Routes {

    private final ScaleFiles files;
    private final FileLinks links;
    private final ScaleCallbacks callbacks;

    ScaleFileRoutes(ScaleFiles files, FileLinks links, ScaleCallbacks callbacks) {
        this.files = files;
        this.links = links;
        this.callbacks = callbacks;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/files/upload", Action.IMPORT_SAMPLES, this::upload);
        table.post("/files/import", Action.IMPORT_SAMPLES, this::importFile);
        table.get("/files/{fileId}/content", Action.READ_SAMPLE_CONTENT, this::content);
        table.open(HttpMethod.GET, "/files/{fileId}/download", this::download);
        table.get("/callback_auth_key", Action.READ_KEYS, this::callbackKey);
    }

    private Reply upload(Request request) {
        try {
            return file(request, files.upload(request.principal(), MultipartBody.of(request)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply importFile(Request request) {
        return file(request, files.importFile(request.principal(), Fields.of(request.tree())));
    }

    private static Reply file(Request request, ScaleFile file) {
        return Reply.ok(ScaleFileJson.of(request.principal().organisationId(), file));
    }

    private Reply content(Request request) {
        return stream(request.principal(), Mode.of(request.principal()), request.id("fileId"));
    }

    /** For those who have a link instead of a key. */
    private Reply download(Request request) {
        UUID id = request.id("fileId");
        FileLinks.Owner owner = links.owner(id, new ScaleQuery(request));
        var holder =
                new Principal(
                        Principal.SYSTEM_USER,
                        owner.organisation(),
                        Role.VIEWER,
                        Principal.How.SYSTEM);
        return stream(holder, owner.mode(), id);
    }

    private Reply stream(Principal principal, Mode mode, UUID id) {
        ScaleFile file = files.read(principal, mode, id);
        InputStream content = files.content(principal.organisationId(), file);
        return Reply.file(
                file.mimeType(),
                file.name().replaceAll("[^A-Za-z0-9._-]", "_"),
                out -> {
                    try (content) {
                        content.transferTo(out);
                    }
                });
    }

    private Reply callbackKey(Request request) {
        Principal principal = request.principal();
        return Reply.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "callback_auth_key",
                                callbacks.secret(principal.organisationId(), Mode.of(principal))));
    }

    /** An address at which a file can be had without a key, for a while. */
    static String link(Request request, FileLinks links, UUID file) {
        var servlet = request.servlet();
        String url = servlet.getRequestURL().toString();
        String host = url.substring(0, url.length() - servlet.getRequestURI().length());
        return "%s%s%s/files/%s/download?%s"
                .formatted(
                        host,
                        servlet.getContextPath(),
                        ScaleFeature.BASE,
                        file,
                        links.query(request.principal(), file));
    }
}
