package org.maslin.server.scale;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of the dialect's projects. */
final class ScaleProjectRoutes implements Routes {

    private final ScaleProjects projects;

    ScaleProjectRoutes(ScaleProjects projects) {
        this.projects = projects;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/projects", Action.CREATE_PROJECT, this::create);
        table.get("/projects", Action.READ_PROJECT, this::list);
        table.get("/projects/{name}", Action.READ_PROJECT, this::get);
        table.post("/projects/{name}/setParams", Action.EDIT_ONTOLOGY, this::setParams);
        table.get("/projects/{name}/taskTemplates", Action.READ_PROJECT, this::template);
    }

    private Reply create(Request request) {
        return Reply.ok(
                ScaleProjectJson.of(
                        projects.create(request.principal(), Fields.of(request.tree()))));
    }

    private Reply list(Request request) {
        return Reply.ok(
                projects.list(request.principal()).stream().map(ScaleProjectJson::of).toList());
    }

    private Reply get(Request request) {
        return Reply.ok(
                ScaleProjectJson.of(projects.get(request.principal(), request.text("name"))));
    }

    private Reply setParams(Request request) {
        return Reply.ok(
                ScaleProjectJson.of(
                        projects.setParams(
                                request.principal(),
                                request.text("name"),
                                Fields.of(request.tree()))));
    }

    private Reply template(Request request) {
        return Reply.ok(projects.template(request.principal(), request.text("name")));
    }
}
