package org.maslin.server.projects;

import java.util.List;
import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of reading guidelines. */
final class GuidelineRoutes implements Routes {

    private final Guidelines guidelines;

    GuidelineRoutes(Guidelines guidelines) {
        this.guidelines = guidelines;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/projects/{projectId}/guideline",
                Action.READ_PROJECT,
                r ->
                        Reply.ok(
                                guidelines.view(
                                        r.principal(), r.id("projectId"), r.query("search"))));
        table.post(
                "/projects/{projectId}/guideline/read",
                Action.ANNOTATE,
                r ->
                        Reply.ok(
                                guidelines.read(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(ReadGuideline.class))));
        table.get(
                "/projects/{projectId}/guideline/readers",
                Action.READ_WORKFORCE,
                r -> items(guidelines.readers(r.principal(), r.id("projectId"))));
        table.get(
                "/projects/{projectId}/guidelines",
                Action.READ_PROJECT,
                r -> items(guidelines.versions(r.principal(), r.id("projectId"))));
        table.get("/projects/{projectId}/guidelines/{version}", Action.READ_PROJECT, this::version);
    }

    private static Reply items(List<?> items) {
        return Reply.ok(Map.of("items", items));
    }

    private Reply version(Request request) {
        String text = request.text("version");
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw RefusedException.notFound("guideline version", text);
        }
        return Reply.ok(
                guidelines.version(
                        request.principal(), request.id("projectId"), Integer.parseInt(text)));
    }
}
