package org.maslin.server.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of samples. The import's is one rung up, since it can make tasks too. */
final class SampleRoutes implements Routes {

    private final Samples samples;

    SampleRoutes(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/samples", Action.READ_SAMPLE_CONTENT, this::list);
        table.get(
                "/samples/{sampleId}",
                Action.READ_SAMPLE_CONTENT,
                r -> Reply.ok(samples.get(r.principal(), r.id("sampleId"))));
        table.get(
                "/samples/{sampleId}/files/{blob}",
                Action.READ_SAMPLE_CONTENT,
                r -> samples.file(r.principal(), r.id("sampleId"), r.text("blob")));
        table.get(
                "/samples/{sampleId}/files/{blob}/tiles/{page}",
                Action.READ_SAMPLE_CONTENT,
                r ->
                        Reply.ok(
                                samples.tiles(
                                        r.principal(),
                                        r.id("sampleId"),
                                        r.text("blob"),
                                        r.number("page"))));
        table.get(
                "/samples/{sampleId}/files/{blob}/tiles/{page}/{level}/{tile}",
                Action.READ_SAMPLE_CONTENT,
                r ->
                        samples.tile(
                                r.principal(),
                                r.id("sampleId"),
                                r.text("blob"),
                                r.number("page"),
                                r.number("level"),
                                r.text("tile")));
        table.post("/projects/{projectId}/files", Action.IMPORT_SAMPLES, this::upload);
    }

    private Reply upload(Request request) {
        String name = request.query("name");
        try (InputStream content = request.bodyStream()) {
            return Reply.created(
                    samples.upload(
                            request.principal(),
                            request.id("projectId"),
                            name == null ? "file" : name,
                            content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply list(Request request) {
        return Reply.ok(
                samples.list(
                        request.principal(),
                        request.id("projectId"),
                        SampleQuery.of(request.queries()),
                        request.after(),
                        request.limit()));
    }
}
