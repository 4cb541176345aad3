package org.maslin.server.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.MultipartBody;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of the dialect's files and fine-tuning jobs. */
final class FileRoutes implements Routes {

    private static final int MOST = 100;

    private final OpenAiFiles files;
    private final FineTunes fineTunes;

    FileRoutes(OpenAiFiles files, FineTunes fineTunes) {
        this.files = files;
        this.fineTunes = fineTunes;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/files", Action.RUN_JOBS, this::upload);
        table.get("/files", Action.RUN_JOBS, this::files);
        table.get("/files/{file}", Action.RUN_JOBS, r -> Reply.ok(json(file(r))));
        table.get("/files/{file}/content", Action.RUN_JOBS, this::content);
        table.delete("/files/{file}", Action.RUN_JOBS, this::delete);
        table.post("/fine_tuning/jobs", Action.RUN_JOBS, this::start);
        table.get("/fine_tuning/jobs", Action.READ_JOBS, this::jobs);
        table.get("/fine_tuning/jobs/{job}", Action.READ_JOBS, r -> job(r, job(r)));
        table.post(
                "/fine_tuning/jobs/{job}/cancel",
                Action.RUN_JOBS,
                r -> job(r, fineTunes.cancel(r.principal(), jobId(r))));
        table.get("/fine_tuning/jobs/{job}/events", Action.READ_JOBS, this::events);
        table.get("/fine_tuning/jobs/{job}/checkpoints", Action.READ_JOBS, this::checkpoints);
    }

    private Reply upload(Request request) {
        try {
            return Reply.ok(json(files.upload(request.principal(), MultipartBody.of(request))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply files(Request request) {
        int limit = limit(request);
        List<ObjectNode> found =
                files
                        .list(
                                request.principal(),
                                request.query("purpose"),
                                after(request, Ident.FILE),
                                limit + 1)
                        .stream()
                        .map(FileRoutes::json)
                        .toList();
        return Reply.ok(ListJson.of(found, limit));
    }

    private OpenAiFile file(Request request) {
        return files.get(request.principal(), Ident.read(Ident.FILE, request.text("file")));
    }

    private Reply content(Request request) {
        OpenAiFile file = file(request);
        InputStream content = files.content(request.principal(), file);
        return Reply.file(
                "application/octet-stream",
                file.name().replaceAll("[^A-Za-z0-9._-]", "_"),
                out -> {
                    try (content) {
                        content.transferTo(out);
                    }
                });
    }

    private Reply delete(Request request) {
        OpenAiFile file = file(request);
        files.delete(request.principal(), file.id());
        return Reply.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", Ident.of(Ident.FILE, file.id()))
                        .put("object", "file")
                        .put("deleted", true));
    }

    private Reply start(Request request) {
        return job(request, fineTunes.start(request.principal(), new Body(request.tree())));
    }

    private Reply jobs(Request request) {
        int limit = limit(request);
        UUID organisation = request.principal().organisationId();
        List<ObjectNode> found =
                fineTunes
                        .list(request.principal(), after(request, Ident.FINE_TUNE), limit + 1)
                        .stream()
                        .map(seen -> FineTuneJson.of(organisation, seen))
                        .toList();
        return Reply.ok(ListJson.of(found, limit));
    }

    private FineTunes.Seen job(Request request) {
        return fineTunes.get(request.principal(), jobId(request));
    }

    private static UUID jobId(Request request) {
        return Ident.read(Ident.FINE_TUNE, request.text("job"));
    }

    private static Reply job(Request request, FineTunes.Seen seen) {
        return Reply.ok(FineTuneJson.of(request.principal().organisationId(), seen));
    }

    private Reply events(Request request) {
        FineTunes.Seen seen = job(request);
        return page(
                request, FineTuneJson.events(seen, fineTunes.metrics(request.principal(), seen)));
    }

    private Reply checkpoints(Request request) {
        return page(request, FineTuneJson.checkpoints(job(request)));
    }

    private static Reply page(Request request, List<ObjectNode> all) {
        String after = request.query("after");
        int from = 0;
        for (int i = 0; after != null && i < all.size(); i++) {
            if (all.get(i).path("id").asString("").equals(after)) {
                from = i + 1;
            }
        }
        int limit = limit(request);
        return Reply.ok(
                ListJson.of(all.subList(from, Math.min(all.size(), from + limit + 1)), limit));
    }

    private static @Nullable UUID after(Request request, String kind) {
        String after = request.query("after");
        return after == null ? null : Ident.read(kind, after);
    }

    private static int limit(Request request) {
        String limit = request.query("limit");
        return limit != null && limit.matches("[1-9][0-9]{0,3}")
                ? Math.min(MOST, Integer.parseInt(limit))
                : MOST;
    }

    private static ObjectNode json(OpenAiFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", Ident.of(Ident.FILE, file.id()))
                .put("object", "file")
                .put("bytes", file.bytes())
                .put("created_at", file.createdAt().getEpochSecond())
                .put("filename", file.name())
                .put("purpose", file.purpose())
                .put("status", "processed");
    }
}
