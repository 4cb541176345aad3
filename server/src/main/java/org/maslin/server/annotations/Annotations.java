package org.maslin.server.annotations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.maslin.server.predictions.Predictions;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.Question;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.TaskCompleted;
import org.maslin.server.tasks.Work;

/** Annotations: draft, submit, take back, list. */
public final class Annotations {

    private static final int LANES = 2;

    private final Transactions transactions;
    private final AnnotationStore store;
    private final Projects projects;
    private final Samples samples;
    private final Assignments assignments;
    private final KnownAnswers knownAnswers;
    private final Predictions predictions;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;
    private final Together<AnnotationStore.NewAnswer, AnnotationStore.Submitted> answers;

    Annotations(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Samples samples,
            Assignments assignments,
            KnownAnswers knownAnswers,
            Predictions predictions,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.assignments = assignments;
        this.knownAnswers = knownAnswers;
        this.predictions = predictions;
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
        Work work = assignments.known(principal, assignment);
        ProjectTerms terms = terms(principal, work);
        terms.ontology().checkComplete(answer.answers(), work.shown().length);
        checkFit(principal, terms, work.sampleId(), answer.answers());
        Map<String, Object> own =
                AnnotationFlow.own(terms.ontology(), answer.answers(), work.shown());
        UUID began = answer.prediction();
        Map<String, Object> origins =
                began == null
                        ? null
                        : predictions.origins(
                                principal, began, work.sampleId(), terms.ontology(), own);
        var given =
                new Given(
                        work,
                        terms,
                        own,
                        answer.secondsActive(),
                        AnnotationFlow.cited(answer.guidelineVersion(), terms),
                        began,
                        origins);
        Annotation stored =
                work.purpose() == null
                        ? submit(principal, assignment, given)
                        : knownAnswers
                                .submit(
                                        principal,
                                        assignment,
                                        given.own(),
                                        given.label(),
                                        given.secondsActive())
                                .begunWith(began, origins);
        return stored.called(work.calledId(), work.calledKey());
    }

    /** Looks at the sample only where a question needs it. */
    private void checkFit(
            Principal principal, ProjectTerms terms, UUID sample, Map<String, Object> answers) {
        if (SampleFit.isAsked(terms.ontology())) {
            Content content = samples.getUnrecorded(principal, sample).content();
            if (content != null) {
                SampleFit.check(terms.ontology(), answers, content);
            }
        }
    }

    private Annotation submit(Principal principal, UUID assignment, Given given) {
        Annotation stored =
                given.origins() != null || mustBeOne(principal, given.terms())
                        ? transactions.write(
                                principal.organisationId(), () -> first(principal, given))
                        : first(principal, given);
        return stored == null ? revise(principal, assignment, given) : stored;
    }

    /** Whether somebody stores something of their own with the answer, or neither is stored. */
    private boolean mustBeOne(Principal principal, ProjectTerms terms) {
        UUID organisation = principal.organisationId();
        return terms.isReviewed()
                || events.isAwaited(organisation, AnnotationSubmitted.class)
                || events.isAwaited(organisation, TaskCompleted.class);
    }

    /** Stores the answer if it is none's next revision; null if it is one's. */
    private @Nullable Annotation first(Principal principal, Given given) {
        Instant at = now();
        Work work = given.work();
        AnnotationStore.Submitted submitted =
                store(
                        principal,
                        new AnnotationStore.NewAnswer(
                                principal.organisationId(),
                                ids.next(),
                                ids.next(),
                                work,
                                given.own(),
                                given.label(),
                                given.secondsActive(),
                                given.ontologyVersion(),
                                given.guidelineVersion(),
                                at));
        if (submitted.annotation() == null) {
            return AnnotationFlow.isAnswered(submitted.was(), work)
                    ? null
                    : AnnotationFlow.lost(work);
        }
        var stored = new AnnotationStore.Stored(submitted.annotation(), submitted.revision());
        if (submitted.completes()) {
            events.tell(
                    new TaskCompleted(principal.organisationId(), work.projectId(), work.taskId()));
        }
        keepOrigins(principal, stored, given);
        return told(principal, given.annotation(stored, at), given);
    }

    private void keepOrigins(Principal principal, AnnotationStore.Stored stored, Given given) {
        if (given.prediction() != null && given.origins() != null) {
            store.keepOrigins(
                    principal.organisationId(), stored, given.prediction(), given.origins());
        }
    }

    /** With others, unless something else must be stored in the same transaction. */
    private AnnotationStore.Submitted store(Principal principal, AnnotationStore.NewAnswer answer) {
        return transactions.isRunning()
                ? store.submit(List.of(answer)).getFirst()
                : answers.call(principal.userId(), answer);
    }

    private Annotation revise(Principal principal, UUID assignment, Given given) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    Annotation said = store.mine(work.taskId(), principal.userId());
                    if (said == null) {
                        throw AnnotationFlow.nothingToUndo(work.calledKey());
                    }
                    if (AnnotationFlow.isRepeated(said, given.own())) {
                        return said;
                    }
                    Instant at = now();
                    AnnotationStore.Stored stored =
                            store.revise(
                                    principal.organisationId(),
                                    work,
                                    given.own(),
                                    given.label(),
                                    given.secondsActive(),
                                    given.ontologyVersion(),
                                    given.guidelineVersion(),
                                    at);
                    keepOrigins(principal, stored, given);
                    audit.record(
                            principal,
                            "submit-annotation",
                            Node.of("annotation", stored.id()),
                            Map.of("revision", String.valueOf(stored.revision())));
                    return told(principal, given.annotation(stored, at), given);
                });
    }

    private Annotation told(Principal principal, Annotation annotation, Given given) {
        events.tell(
                new AnnotationSubmitted(
                        principal.organisationId(),
                        given.work().projectId(),
                        given.work().taskId(),
                        annotation,
                        given.terms()));
        return annotation;
    }

    /** An answer on its way into the database. */
    private record Given(
            Work work,
            ProjectTerms terms,
            Map<String, Object> own,
            @Nullable Double secondsActive,
            int guidelineVersion,
            @Nullable UUID prediction,
            @Nullable Map<String, Object> origins) {

        @Nullable String label() {
            return AnnotationFlow.label(terms.ontology(), own);
        }

        int ontologyVersion() {
            Integer version = terms.ontology().version();
            return version == null ? 0 : version;
        }

        Annotation annotation(AnnotationStore.Stored stored, Instant at) {
            return new Annotation(
                    stored.id(),
                    work.taskId(),
                    work.taskKey(),
                    work.annotator(),
                    label(),
                    own,
                    Arrays.stream(work.shown()).boxed().toList(),
                    stored.revision(),
                    ontologyVersion(),
                    guidelineVersion,
                    secondsActive,
                    at,
                    prediction,
                    origins);
        }
    }

    /** Undoes a submission: the lease is mine again, with the answer as its draft. */
    public Assignment withdraw(Principal principal, UUID assignment) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    if (work.purpose() != null) {
                        return knownAnswers.withdraw(principal, work);
                    }
                    Map<String, Object> own = store.withdraw(work.taskId(), principal.userId());
                    if (own == null) {
                        throw AnnotationFlow.nothingToUndo(work.calledKey());
                    }
                    audit.record(
                            principal,
                            "withdraw-annotation",
                            Node.of("task", work.taskId()),
                            Map.of());
                    events.tell(
                            new AnnotationWithdrawn(
                                    principal.organisationId(),
                                    work.projectId(),
                                    work.taskId(),
                                    principal.userId()));
                    return assignments.reopen(
                            principal,
                            work,
                            AnnotationFlow.asShown(
                                    terms(principal, work).ontology(), own, work.shown()));
                });
    }

    /** One answer, for those who check work; null if it was taken back. */
    public @Nullable Annotation get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> store.get(id));
    }

    /**
     * A reviewer's better answer becomes the annotation's next revision.
     *
     * @param own in the sample's own order
     */
    public Annotation fix(Principal reviewer, UUID project, UUID id, Map<String, Object> own) {
        return transactions.write(
                reviewer.organisationId(),
                () -> {
                    Annotation before = store.get(id);
                    if (before == null) {
                        throw RefusedException.notFound("annotation", id);
                    }
                    ProjectTerms terms = projects.terms(reviewer, project);
                    terms.ontology().checkComplete(own, before.shown().size());
                    store.fix(
                            id,
                            own,
                            AnnotationFlow.label(terms.ontology(), own),
                            reviewer.userId());
                    audit.record(reviewer, "fix-annotation", Node.of("annotation", id), Map.of());
                    Annotation fixed = Objects.requireNonNull(store.get(id));
                    events.tell(
                            new AnnotationFixed(
                                    reviewer.organisationId(), project, fixed.taskId()));
                    return fixed;
                });
    }

    /** Sends an answer back to its annotator, who has the lease again and the answer as draft. */
    public void reject(Principal reviewer, UUID id) {
        transactions.write(
                reviewer.organisationId(),
                () -> {
                    Annotation rejected = store.get(id);
                    if (rejected == null) {
                        throw RefusedException.notFound("annotation", id);
                    }
                    UUID annotator = rejected.annotator().id();
                    Work work = assignments.workOf(reviewer, rejected.taskId(), annotator);
                    Map<String, Object> own = store.withdraw(rejected.taskId(), annotator);
                    if (own == null) {
                        throw AnnotationFlow.nothingToUndo(work.taskKey());
                    }
                    audit.record(
                            reviewer, "reject-annotation", Node.of("annotation", id), Map.of());
                    events.tell(
                            new AnnotationWithdrawn(
                                    reviewer.organisationId(),
                                    work.projectId(),
                                    work.taskId(),
                                    annotator));
                    assignments.sendBack(
                            reviewer,
                            work,
                            AnnotationFlow.asShown(
                                    terms(reviewer, work).ontology(), own, work.shown()));
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

    /**
     * My own answers in task order; in the order of their making where some tasks are gold, for
     * theirs are among them.
     */
    public Page<Annotation> listMine(
            Principal principal, UUID project, @Nullable String after, int limit) {
        if (projects.terms(principal, project).isVeiled()) {
            UUID cursor = Cursor.id(after);
            return transactions.read(
                    principal.organisationId(),
                    () ->
                            Page.of(
                                            knownAnswers.mine(
                                                    project, principal.userId(), cursor, limit + 1),
                                            limit,
                                            last -> last.id().toString())
                                    .map(
                                            one ->
                                                    assignments.called(
                                                            principal, one.taskId(), one::called)));
        }
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
     * Tells all labelled answers of a project, withdrawn ones too, by task key and annotator; that
     * order does not depend on when they came. They are read as they are told.
     */
    public void eachAnswer(Principal principal, UUID project, Consumer<Answer> told) {
        transactions.read(
                principal.organisationId(),
                () -> {
                    store.eachAnswer(project, told);
                    return told;
                });
    }

    /** As {@link #eachAnswer(Principal, UUID, Consumer)}, with times. */
    public void eachTimedAnswer(Principal principal, UUID project, Consumer<TimedAnswer> told) {
        transactions.read(
                principal.organisationId(),
                () -> {
                    store.eachTimedAnswer(project, told);
                    return told;
                });
    }

    /** The labelled answers to these tasks, in the same order. */
    public List<Answer> answersTo(Principal principal, List<UUID> tasks) {
        return transactions.read(principal.organisationId(), () -> store.answersTo(tasks));
    }

    /** The same of one question, whose answers have one label each. */
    public void eachAnswer(
            Principal principal, UUID project, Question question, Consumer<Answer> told) {
        transactions.read(
                principal.organisationId(),
                () -> {
                    store.eachAnswer(project, question, told);
                    return told;
                });
    }

    /** The answers to one question of these tasks, in the same order. */
    public List<Answer> answersTo(Principal principal, Question question, List<UUID> tasks) {
        return transactions.read(
                principal.organisationId(), () -> store.answersTo(question, tasks));
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

    /** Tasks, one for each answer that the consensus does not know yet, in the same way. */
    public List<UUID> takeChanged(Principal principal, UUID project, int atMost) {
        return transactions.write(
                principal.organisationId(), () -> store.takeChanged(project, atMost));
    }

    private ProjectTerms terms(Principal principal, Work work) {
        return projects.terms(principal, work.projectId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Where a page begins: behind this annotator's answer to this task. */
    private record Cursor(@Nullable String key, @Nullable UUID user) {

        static @Nullable UUID id(@Nullable String after) {
            return after == null ? null : of(after + ":").user();
        }

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
