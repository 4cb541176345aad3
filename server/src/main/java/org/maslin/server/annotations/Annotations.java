package org.maslin.server.annotations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.AssignmentState;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Work;

/** Annotations: draft, submit, take back, list. */
public final class Annotations {

    private final Transactions transactions;
    private final AnnotationStore store;
    private final Projects projects;
    private final Assignments assignments;
    private final Audit audit;
    private final Provenance provenance;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    Annotations(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Provenance provenance,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.assignments = assignments;
        this.audit = audit;
        this.provenance = provenance;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps an unfinished answer with its lease. */
    public SavedDraft saveDraft(Principal principal, UUID assignment, Draft draft) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    terms(principal, work)
                            .ontology()
                            .checkDraft(draft.answers(), work.shown().length);
                    assignments.saveDraft(principal, work, draft.answers(), draft.secondsActive());
                    return new SavedDraft(now());
                });
    }

    /**
     * Stores an answer: sent twice it counts once, another one later is its next revision. Once
     * this returns, the answer is on disk and survives any crash: PostgreSQL commits synchronously.
     */
    public Annotation submit(Principal principal, UUID assignment, SubmitAnnotation answer) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    ProjectTerms terms = terms(principal, work);
                    terms.ontology().checkComplete(answer.answers(), work.shown().length);
                    Map<String, Object> own =
                            AnnotationFlow.own(terms.ontology(), answer.answers(), work.shown());
                    boolean revises = work.state() == AssignmentState.SUBMITTED;
                    Annotation stored =
                            revises ? store.mine(work.taskId(), principal.userId()) : null;
                    if (stored != null && AnnotationFlow.isRepeated(stored, own)) {
                        return stored;
                    }
                    if (!revises) {
                        assignments.complete(principal, work);
                    }
                    return put(principal, work, terms, own, answer.secondsActive());
                });
    }

    private Annotation put(
            Principal principal,
            Work work,
            ProjectTerms terms,
            Map<String, Object> own,
            @Nullable Double secondsActive) {
        Instant at = now();
        Integer version = terms.ontology().version();
        int ontology = version == null ? 0 : version;
        String label = AnnotationFlow.label(terms.ontology(), own);
        AnnotationStore.Stored stored =
                store.put(
                        principal.organisationId(),
                        ids.next(),
                        work,
                        own,
                        label,
                        secondsActive,
                        ontology,
                        terms.guidelineVersion(),
                        at);
        Node node = Node.of("annotation", stored.id());
        provenance.record(principal, Node.of("task", work.taskId()), node, "annotate");
        audit.record(
                principal,
                "submit-annotation",
                node,
                Map.of("revision", String.valueOf(stored.revision())));
        events.tell(
                new AnnotationSubmitted(
                        principal.organisationId(), work.projectId(), work.taskId()));
        return new Annotation(
                stored.id(),
                work.taskId(),
                work.taskKey(),
                work.annotator(),
                label,
                own,
                Arrays.stream(work.shown()).boxed().toList(),
                stored.revision(),
                ontology,
                terms.guidelineVersion(),
                secondsActive,
                at);
    }

    /** Undoes a submission: the lease is mine again, with the answer as its draft. */
    public Assignment withdraw(Principal principal, UUID assignment) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    Map<String, Object> own = store.withdraw(work.taskId(), principal.userId());
                    if (own == null) {
                        throw AnnotationFlow.nothingToUndo(work.taskKey());
                    }
                    audit.record(
                            principal,
                            "withdraw-annotation",
                            Node.of("task", work.taskId()),
                            Map.of());
                    events.tell(
                            new AnnotationWithdrawn(
                                    principal.organisationId(), work.projectId(), work.taskId()));
                    return assignments.reopen(
                            principal,
                            work,
                            AnnotationFlow.asShown(
                                    terms(principal, work).ontology(), own, work.shown()));
                });
    }

    /** Everybody's answers in task order, for those who check work. */
    public Page<Annotation> list(
            Principal principal, UUID project, @Nullable String after, int limit) {
        if (Grants.decide(principal, Action.READ_ANNOTATIONS)
                instanceof AccessDecision.Denied denied) {
            throw RefusedException.forbidden(denied.reason());
        }
        return page(principal, project, null, after, limit);
    }

    /** My own answers in task order. */
    public Page<Annotation> listMine(
            Principal principal, UUID project, @Nullable String after, int limit) {
        return page(principal, project, principal.userId(), after, limit);
    }

    private Page<Annotation> page(
            Principal principal,
            UUID project,
            @Nullable UUID user,
            @Nullable String after,
            int limit) {
        Cursor cursor = Cursor.of(after);
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    List<Annotation> rows =
                            store.list(project, user, cursor.key(), cursor.user(), limit + 1);
                    return Page.of(rows, limit, a -> a.annotator().id() + ":" + a.taskKey());
                });
    }

    /** The answers to one task, by annotator. */
    public List<Annotation> ofTask(Principal principal, UUID task) {
        return transactions.read(principal.organisationId(), () -> store.ofTask(task));
    }

    /**
     * All answers of a project, withdrawn ones too, by task key and annotator; that order does not
     * depend on when they came.
     */
    public List<Answer> answers(Principal principal, UUID project) {
        return transactions.read(principal.organisationId(), () -> store.answers(project));
    }

    /** Projects with answers that the consensus does not know yet. */
    public List<UUID> uncountedProjects(Principal principal) {
        return transactions.read(principal.organisationId(), store::uncountedProjects);
    }

    public boolean hasUncounted(Principal principal, UUID project) {
        return transactions.read(principal.organisationId(), () -> store.hasUncounted(project));
    }

    /** Marks answers as known to the consensus, unless they have changed since they were read. */
    public void markCounted(Principal principal, List<Answer> answers) {
        transactions.write(principal.organisationId(), () -> store.markCounted(answers));
    }

    private ProjectTerms terms(Principal principal, Work work) {
        return projects.terms(principal, work.projectId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Where a page begins: behind this annotator's answer to this task. */
    private record Cursor(@Nullable String key, @Nullable UUID user) {

        static Cursor of(@Nullable String after) {
            if (after == null) {
                return new Cursor(null, null);
            }
            int colon = after.indexOf(':');
            try {
                return new Cursor(
                        after.substring(colon + 1), UUID.fromString(after.substring(0, colon)));
            } catch (RuntimeException e) {
                throw new BadInputException(
                        "query parameter after",
                        after,
                        "the next of the page before",
                        "Start without it.");
            }
        }
    }
}
