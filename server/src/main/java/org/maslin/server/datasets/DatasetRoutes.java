package org.maslin.server.datasets;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Split;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of dataset versions. */
final class DatasetRoutes implements Routes {

    private final Datasets datasets;

    DatasetRoutes(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/projects/{projectId}/versions", Action.PUBLISH_VERSION, this::publish);
        table.get("/versions", Action.READ_VERSIONS, this::list);
        table.get(
                "/versions/{versionId}",
                Action.READ_VERSIONS,
                r -> Reply.ok(datasets.get(r.principal(), r.text("versionId"))));
        table.get("/versions/{versionId}/rows", Action.READ_VERSION_ROWS, this::rows);
        table.get("/versions/{versionId}/export", Action.EXPORT_VERSION, this::export);
    }

    private Reply publish(Request request) {
        return Reply.created(
                datasets.publish(
                        request.principal(),
                        request.id("projectId"),
                        request.body(PublishVersion.class)));
    }

    private Reply list(Request request) {
        return Reply.ok(
                datasets.list(
                        request.principal(),
                        project(request.query("project")),
                        request.after(),
                        request.limit()));
    }

    private Reply rows(Request request) {
        return Reply.ok(
                datasets.rows(
                        request.principal(),
                        request.text("versionId"),
                        request.wordQuery("split", Split.class),
                        request.after(),
                        request.limit()));
    }

    private Reply export(Request request) {
        String id = request.text("versionId");
        Datasets.Format asked = request.wordQuery("format", Datasets.Format.class);
        Datasets.Format format = asked == null ? Datasets.Format.JSONL : asked;
        datasets.get(request.principal(), id);
        return Reply.file(
                contentType(format),
                id.substring(0, 12) + suffix(format),
                out -> datasets.export(request.principal(), id, format, out));
    }

    private static String contentType(Datasets.Format format) {
        return switch (format) {
            case JSONL -> "application/x-ndjson";
            case CSV -> "text/csv";
            case PARQUET -> "application/vnd.apache.parquet";
            case MANIFEST -> "application/json";
        };
    }

    private static String suffix(Datasets.Format format) {
        return switch (format) {
            case JSONL -> ".jsonl";
            case CSV -> ".csv";
            case PARQUET -> ".parquet";
            case MANIFEST -> ".manifest.json";
        };
    }

    private static @Nullable UUID project(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "query parameter project", text, "a project's id", "Leave it out for all.");
        }
    }
}
