package org.maslin.server.annotations;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Ontology;

/** The HTTP of annotations. */
final class AnnotationRoutes implements Routes {

    private final Annotations annotations;
    private final OntologyChanges changes;

    AnnotationRoutes(Annotations annotations, OntologyChanges changes) {
        this.annotations = annotations;
        this.changes = changes;
    }

    @Override
    public void addTo(RouteTable table) {
        table.put("/assignments/{assignmentId}/draft", Action.ANNOTATE, this::draft);
        table.post("/assignments/{assignmentId}/annotation", Action.ANNOTATE, this::submit);
        table.delete(
                "/assignments/{assignmentId}/annotation",
                Action.ANNOTATE,
                r -> Reply.ok(annotations.withdraw(r.principal(), r.id("assignmentId"))));
        table.post(
                "/projects/{projectId}/ontologies/effect",
                Action.EDIT_ONTOLOGY,
                r ->
                        Reply.ok(
                                changes.effect(
                                        r.principal(), r.id("projectId"), r.body(Ontology.class))));
        table.post(
                "/projects/{projectId}/requeue",
                Action.EDIT_ONTOLOGY,
                r -> Reply.ok(changes.requeue(r.principal(), r.id("projectId"))));
        table.get("/projects/{projectId}/annotations", Action.ANNOTATE, this::list);
    }

    private Reply draft(Request request) {
        return Reply.ok(
                annotations.saveDraft(
                        request.principal(),
                        request.id("assignmentId"),
                        request.body(Draft.class)));
    }

    private Reply submit(Request request) {
        return Reply.ok(
                annotations.submit(
                        request.principal(),
                        request.id("assignmentId"),
                        request.body(SubmitAnnotation.class)));
    }

    private Reply list(Request request) {
        var principal = request.principal();
        var project = request.id("projectId");
        return Reply.ok(
                request.flag("mine")
                        ? annotations.listMine(principal, project, request.after(), request.limit())
                        : annotations.list(principal, project, request.after(), request.limit()));
    }
}
