package org.maslin.server.annotations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
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
import org.maslin.server.plumbing.Together;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Work;

/** Annotations: draft, submit, take back, list. */
public final class Annotations {

    private static final int LANES = 2;

    private final Transactions transactions;
    private final AnnotationStore store;
    private final Projects projects;
    private final Assignments assignments;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;
    private final Together<AnnotationStore.NewAnswer, AnnotationStore.Submitted> answers;

    Annotations(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.assignments = assignments;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.answers = new Together<>(LANES, all -> transactions.alone(() -> submit(all)));
    }

    /** In the order of tasks, so that no two wait for each other. */
    private List<AnnotationStore.Submitted> submit(List<AnnotationStore.NewAnswer> all) {
        List<AnnotationStore.NewAnswer> ordered =
                all.stream().sorted(Comparator.comparing(one -> one.work().taskId())).toList();
        List<AnnotationStore.Submitted> stored = store.submit(ordered);
        var results = new IdentityHashMap<AnnotationStore.NewAnswer, AnnotationStore.Submitted>();
        for (int i = 0; i < ordered.size(); i++) {
            results.put(ordered.get(i), stored.get(i));
        }
        return all.stream().map(results::get).toList();
    }

    /** Keeps an unfinished answer with its lease. */
    public SavedDraft saveDraft(Principal principal, UUID assignment, Draft draft) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    AnnotationFlow.checkDraft(
                            terms(principal, work).ontology().question(), draft.answers());
                    assignments.saveDraft(principal, work, draft.answers(), draft.secondsActive());
                    return new SavedDraft(now());
                });
    }

    /**
     * Stores an answer: sent twice it counts once, another one later is its next revision. Once
     * this returns, the answer is on disk and survives any crash: PostgreSQL commits synchronously.
     */
    public Annotation submit(Principal principal, UUID assignment, SubmitAnnotation answer) {
        Work work = assignments.known(principal, assignment);
        ProjectTerms terms = terms(principal, work);
        String label =
                AnnotationFlow.label(terms.ontology().question(), answer.answers(), work.shown());
        Instant at = now();
        AnnotationStore.Submitted submitted =
                answers.call(
                        principal.userId(),
                        new AnnotationStore.NewAnswer(
                                principal.organisationId(),
                                ids.next(),
                                ids.next(),
                                work,
                                answer,
                                label,
                                ontologyVersion(terms),
                                terms.guidelineVersion(),
                                at));
        if (submitted.annotation() == null) {
            return AnnotationFlow.isAnswered(submitted.was(), work)
                    ? revise(principal, assignment, terms, answer, label)
                    : AnnotationFlow.lost(work);
        }
        tell(principal, work);
        var stored = new AnnotationStore.Stored(submitted.annotation(), submitted.revision());
        return annotation(stored, work, terms, answer, label, at);
    }

    private Annotation revise(
            Principal principal,
            UUID assignment,
            ProjectTerms terms,
            SubmitAnnotation answer,
            String label) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    Annotation said = store.mine(work.taskId(), principal.userId());
                    if (said == null) {
                        throw AnnotationFlow.nothingToUndo(work.taskKey());
                    }
                    if (AnnotationFlow.isRepeated(said, label)) {
                        return said;
                    }
                    Instant at = now();
                    AnnotationStore.Stored stored =
                            store.revise(
                                    principal.organisationId(),
                                    work,
                                    answer,
                                    label,
                                    ontologyVersion(terms),
                                    terms.guidelineVersion(),
                                    at);
                    audit.record(
                            principal,
                            "submit-annotation",
                            Node.of("annotation", stored.id()),
                            Map.of("revision", String.valueOf(stored.revision())));
                    tell(principal, work);
                    return annotation(stored, work, terms, answer, label, at);
                });
    }

    private void tell(Principal principal, Work work) {
        events.tell(
                new AnnotationSubmitted(
                        principal.organisationId(), work.projectId(), work.taskId()));
    }

    private static int ontologyVersion(ProjectTerms terms) {
        Integer version = terms.ontology().version();
        return version == null ? 0 : version;
    }

    private static Annotation annotation(
            AnnotationStore.Stored stored,
            Work work,
            ProjectTerms terms,
            SubmitAnnotation answer,
            String label,
            Instant at) {
        return new Annotation(
                stored.id(),
                work.taskId(),
                work.taskKey(),
                work.annotator(),
                label,
                Arrays.stream(work.shown()).boxed().toList(),
                stored.revision(),
                ontologyVersion(terms),
                terms.guidelineVersion(),
                answer.secondsActive(),
                at);
    }

    /** Undoes a submission: the lease is mine again, with the answer as its draft. */
    public Assignment withdraw(Principal principal, UUID assignment) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    Map<String, String> answers = store.withdraw(work.taskId(), principal.userId());
                    if (answers == null) {
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
                    return assignments.reopen(principal, work, answers);
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
    public List<UUID> changedProjects(Principal principal) {
        return transactions.read(principal.organisationId(), store::changedProjects);
    }

    /**
     * Whether a project has answers that the consensus does not know yet. It is about to: it reads
     * the answers next, in the same transaction.
     */
    public boolean takeChanged(Principal principal, UUID project) {
        return transactions.write(principal.organisationId(), () -> store.takeChanged(project));
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
