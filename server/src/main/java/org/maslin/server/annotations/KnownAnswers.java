package org.maslin.server.annotations;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.KnownTask;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.Purpose;
import org.maslin.server.tasks.Work;

/**
 * Answers to tasks whose answer is known: scored when they come, and kept apart from all others.
 * Towards their annotator they are like any answer.
 */
public final class KnownAnswers {

    private final Transactions transactions;
    private final KnownAnswerStore store;
    private final KnownTasks tasks;
    private final Projects projects;
    private final Assignments assignments;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    KnownAnswers(
            Transactions transactions,
            KnownAnswerStore store,
            KnownTasks tasks,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.projects = projects;
        this.assignments = assignments;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores an answer and its score: the first, or to gold the next revision of one. */
    Annotation submit(
            Principal principal,
            UUID assignment,
            Map<String, Object> own,
            @Nullable String label,
            @Nullable Double seconds) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = assignments.work(principal, assignment);
                    ProjectTerms terms = projects.terms(principal, work.projectId());
                    Annotation said = store.standing(assignment, work.attempt());
                    boolean first = assignments.submitKnown(principal, work);
                    if (!first && said != null) {
                        if (AnnotationFlow.isRepeated(said, own)) {
                            return said;
                        }
                        AnnotationFlow.requireGold(work);
                    }
                    KnownTask task = tasks.get(principal, work.taskId());
                    KnownAnswerStore.Given given =
                            given(principal, work, task, terms, own, label, seconds);
                    AnnotationStore.Stored stored = store.put(given);
                    audit.record(
                            principal,
                            "submit-annotation",
                            Node.of("annotation", stored.id()),
                            Map.of());
                    events.tell(
                            new KnownAnswered(
                                    principal.organisationId(),
                                    work.projectId(),
                                    principal.userId(),
                                    assignment,
                                    work.taskId(),
                                    task.purpose(),
                                    terms));
                    return annotation(given, stored);
                });
    }

    private KnownAnswerStore.Given given(
            Principal principal,
            Work work,
            KnownTask task,
            ProjectTerms terms,
            Map<String, Object> own,
            @Nullable String label,
            @Nullable Double seconds) {
        GoldRule rule = terms.gold() == null ? GoldRule.NONE : terms.gold();
        Integer ontology = terms.ontology().version();
        return new KnownAnswerStore.Given(
                principal.organisationId(),
                ids.next(),
                work,
                work.attempt(),
                label,
                own,
                AnswerScore.of(
                        terms.ontology(),
                        task.expected(),
                        own,
                        task.tolerance(),
                        rule.passAtOrUsual()),
                ontology == null ? 0 : ontology,
                terms.guidelineVersion(),
                seconds,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Annotation annotation(
            KnownAnswerStore.Given given, AnnotationStore.Stored stored) {
        Work work = given.work();
        return new Annotation(
                stored.id(),
                work.taskId(),
                work.taskKey(),
                work.annotator(),
                given.label(),
                given.own(),
                Arrays.stream(work.shown()).boxed().toList(),
                stored.revision(),
                given.ontology(),
                given.guideline(),
                given.seconds(),
                given.at(),
                null,
                null);
    }

    /** Undoes an answer to gold; what was told or tested stays as it is. */
    Assignment withdraw(Principal principal, Work work) {
        AnnotationFlow.requireGold(work);
        Map<String, Object> own = store.withdraw(work.assignmentId());
        if (own == null) {
            throw AnnotationFlow.nothingToUndo(work.calledKey());
        }
        audit.record(principal, "withdraw-annotation", Node.of("task", work.taskId()), Map.of());
        return assignments.reopenKnown(
                principal,
                work,
                AnnotationFlow.asShown(
                        projects.terms(principal, work.projectId()).ontology(), own, work.shown()));
    }

    /** Somebody's own answers, to gold too, in the order of their ids. */
    List<Annotation> mine(UUID project, UUID user, @Nullable UUID after, int atMost) {
        return store.mine(project, user, after, atMost);
    }

    /** Answers to gold by annotator, of all time. */
    public List<GoldTally> tallies(Principal principal, UUID project, @Nullable UUID user) {
        return transactions.read(
                principal.organisationId(), () -> store.tallies(project, user, null));
    }

    /** Somebody's answers to gold since then; null if there are none. */
    public @Nullable GoldTally since(
            Principal principal, UUID project, UUID user, @Nullable Instant from) {
        return transactions.read(
                principal.organisationId(),
                () -> store.tallies(project, user, from).stream().findFirst().orElse(null));
    }

    /** Answers to gold by annotator and day. */
    public List<GoldTally> days(Principal principal, UUID project, @Nullable UUID user) {
        return transactions.read(principal.organisationId(), () -> store.days(project, user));
    }

    /** All answers to one task with a known answer, the oldest first. */
    public List<ScoredAnswer> ofTask(Principal principal, UUID task) {
        return transactions.read(principal.organisationId(), () -> store.ofTask(task));
    }

    /** The answers of one attempt at a test, by task. */
    public List<ScoredAnswer> ofAttempt(
            Principal principal, UUID qualification, UUID user, int attempt) {
        return transactions.read(
                principal.organisationId(), () -> store.ofAttempt(qualification, user, attempt));
    }

    /** What was expected of my answer to a training task, with the candidates as I saw them. */
    public Feedback feedback(Principal principal, UUID assignment) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Work work = assignments.known(principal, assignment);
                    ScoredAnswer answer = store.ofAssignment(assignment);
                    if (work.purpose() != Purpose.TRAINING || answer == null) {
                        throw AnnotationFlow.nothingToTell(work.calledKey());
                    }
                    Ontology ontology = projects.terms(principal, work.projectId()).ontology();
                    KnownTask task = tasks.get(principal, work.taskId());
                    return new Feedback(
                            AnnotationFlow.asShown(ontology, task.expected(), work.shown()),
                            AnnotationFlow.asShown(ontology, answer.answers(), work.shown()),
                            task.explanation(),
                            answer.score(),
                            answer.correct(),
                            answer.scores());
                });
    }

    /** Right answers and answers to each of these tasks. */
    public Map<UUID, long[]> byTask(Principal principal, List<UUID> tasks) {
        return transactions.read(principal.organisationId(), () -> store.byTask(tasks));
    }
}
