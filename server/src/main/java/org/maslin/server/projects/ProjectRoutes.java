package org.maslin.server.projects;

import java.util.Objects;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of projects. */
final class ProjectRoutes implements Routes {

    private final Projects projects;
    private final ProjectTemplates templates;

    ProjectRoutes(Projects projects, ProjectTemplates templates) {
        this.projects = projects;
        this.templates = templates;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/templates", Action.READ_PROJECT, r -> Reply.ok(templates.list()));
        table.get("/projects", Action.READ_PROJECT, this::list);
        table.post("/projects", Action.CREATE_PROJECT, this::create);
        table.get("/projects/{projectId}", Action.READ_PROJECT, this::get);
        table.patch(
                "/projects/{projectId}",
                Action.EDIT_PROJECT,
                r ->
                        Reply.ok(
                                projects.change(
                                        r.principal(),
                                        r.id("projectId"),
                                        r.body(ProjectChange.class))));
        table.post("/projects/{projectId}/ontologies", Action.EDIT_ONTOLOGY, this::addOntology);
        table.post("/projects/{projectId}/guidelines", Action.EDIT_GUIDELINE, this::addGuideline);
    }

    private Reply list(Request request) {
        ProjectShelf shelf = request.wordQuery("shelf", ProjectShelf.class);
        return Reply.ok(
                projects.list(
                        request.principal(),
                        Objects.requireNonNullElse(shelf, ProjectShelf.CURRENT),
                        request.afterId(),
                        request.limit()));
    }

    private Reply create(Request request) {
        return Reply.created(
                projects.create(
                        request.principal(),
                        request.body(NewProject.class),
                        null,
                        request.header("Idempotency-Key")));
    }

    private Reply get(Request request) {
        return Reply.ok(projects.get(request.principal(), request.id("projectId")));
    }

    private Reply addOntology(Request request) {
        return Reply.created(
                projects.addOntology(
                        request.principal(),
                        request.id("projectId"),
                        request.body(Ontology.class)));
    }

    private Reply addGuideline(Request request) {
        return Reply.created(
                projects.addGuideline(
                        request.principal(),
                        request.id("projectId"),
                        request.body(NewGuideline.class)));
    }
}
