package org.maslin.server.annotations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Assignments;

/** What a change of an ontology does to the answers that were given before it. */
public final class OntologyChanges {

    private static final int PAGE = 1000;

    private final Transactions transactions;
    private final AnnotationStore store;
    private final Projects projects;
    private final Assignments assignments;
    private final Audit audit;
    private final Events events;

    OntologyChanges(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Events events) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.assignments = assignments;
        this.audit = audit;
        this.events = events;
    }

    /** Which standing answers would not fit an ontology; reads them all, a page at a time. */
    public OntologyEffect effect(Principal principal, UUID project, Ontology ontology) {
        projects.terms(principal, project);
        var fit = new OntologyFit(ontology);
        UUID after = null;
        List<OntologyFit.Standing> page;
        do {
            page = standing(principal, project, after);
            page.forEach(fit::fits);
            after = page.isEmpty() ? null : page.getLast().id();
        } while (after != null);
        return fit.effect();
    }

    /**
     * Takes back the answers that do not fit the project's ontology any more, and no others; each
     * stays in the revisions, and its task is open again. A page at a time is one transaction, so
     * that a run that was cut off is finished by the next.
     */
    public Requeued requeue(Principal principal, UUID project) {
        var fit = new OntologyFit(projects.terms(principal, project).ontology());
        UUID after = null;
        List<OntologyFit.Standing> page;
        do {
            page = standing(principal, project, after);
            List<OntologyFit.Standing> unfit = page.stream().filter(a -> !fit.fits(a)).toList();
            takeBack(principal, project, unfit);
            after = page.isEmpty() ? null : page.getLast().id();
        } while (after != null);
        return fit.requeued();
    }

    private List<OntologyFit.Standing> standing(
            Principal principal, UUID project, @Nullable UUID after) {
        return transactions.read(
                principal.organisationId(), () -> store.standing(project, after, PAGE));
    }

    private void takeBack(Principal principal, UUID project, List<OntologyFit.Standing> unfit) {
        if (unfit.isEmpty()) {
            return;
        }
        transactions.write(
                principal.organisationId(),
                () -> {
                    var taken =
                            new HashSet<>(
                                    store.withdrawAll(
                                            unfit.stream().map(OntologyFit.Standing::id).toList()));
                    List<OntologyFit.Standing> standing =
                            unfit.stream().filter(one -> taken.contains(one.id())).toList();
                    assignments.giveBack(
                            principal,
                            standing.stream().map(OntologyFit.Standing::assignmentId).toList());
                    audit.record(
                            principal,
                            "requeue-tasks",
                            Node.of("project", project),
                            Map.of("annotations", String.valueOf(taken.size())));
                    for (OntologyFit.Standing one : standing) {
                        events.tell(
                                new AnnotationWithdrawn(
                                        principal.organisationId(),
                                        project,
                                        one.taskId(),
                                        one.userId()));
                    }
                });
    }
}
