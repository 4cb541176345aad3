package org.maslin.server.tasks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.Samples;

/**
 * Leases of tasks. A task never has more answers and live leases than its overlap; a lease that
 * runs out gives its place back.
 */
public final class Assignments {

    private final Transactions transactions;
    private final TaskStore store;
    private final Projects projects;
    private final Samples samples;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Assignments(
            Transactions transactions,
            TaskStore store,
            Projects projects,
            Samples samples,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Leases the next task for me, in key order.
     *
     * @param ahead how many leases I may hold at once; with that many, the last of them comes back
     * @return null when there is nothing to do
     */
    public @Nullable Assignment next(Principal principal, UUID project, int ahead) {
        UUID me = principal.userId();
        Assignment[] found = new Assignment[1];
        transactions.write(
                principal.organisationId(),
                () -> {
                    ProjectTerms terms = projects.terms(principal, project);
                    store.oneAtATime(project, me);
                    UUID mine =
                            TaskFlow.goOnWith(
                                    store.held(project, me, clock.instant(), ahead), ahead);
                    if (mine != null) {
                        found[0] = view(principal, terms, require(store.look(mine, me), mine));
                        return;
                    }
                    TaskStore.Free free = free(project, me);
                    if (free != null) {
                        found[0] = take(principal, terms, free);
                    }
                });
        return found[0];
    }

    private TaskStore.@Nullable Free free(UUID project, UUID me) {
        TaskStore.Free free = store.nextAfterMine(project, me);
        if (free == null) {
            store.returnExpired(clock.instant());
            free = store.nextFromStart(project, me);
        }
        return free;
    }

    /** Leases this very task for me; one that I hold or have answered comes back as it is. */
    public Assignment lease(Principal principal, UUID task) {
        UUID me = principal.userId();
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work mine = store.workOn(task, me);
                    if (mine != null && mine.state() == AssignmentState.SUBMITTED) {
                        return view(principal, terms(principal, mine), mine);
                    }
                    if (mine != null && mine.holdsPlace()) {
                        extend(terms(principal, mine), mine.assignmentId());
                        return view(principal, mine.assignmentId());
                    }
                    TaskStore.Free free = store.lock(task, me);
                    if (free == null) {
                        throw RefusedException.notFound("task", task);
                    }
                    if (free.full()) {
                        throw TaskFlow.taken(free.key());
                    }
                    return take(principal, projects.terms(principal, free.projectId()), free);
                });
    }

    /** My assignment with its draft. */
    public Assignment get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> view(principal, id));
    }

    /** Keeps my lease. */
    public Lease heartbeat(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = work(principal, id);
                    if (!work.holdsPlace()) {
                        throw TaskFlow.leaseLost(work.taskKey());
                    }
                    return extend(terms(principal, work), id);
                });
    }

    /** Skips a task; it is not offered to me again. */
    public void skip(Principal principal, UUID id, Skip skip) {
        giveUp(principal, id, AssignmentState.SKIPPED, skip.reason());
    }

    /** Gives a task back unanswered; it may be offered to me again. */
    public void release(Principal principal, UUID id) {
        giveUp(principal, id, AssignmentState.RELEASED, null);
    }

    private void giveUp(
            Principal principal, UUID id, AssignmentState state, @Nullable String reason) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = work(principal, id);
                    TaskFlow.requireUnanswered(work);
                    if (work.state() != state) {
                        store.giveUp(work, state, reason);
                        audit.record(
                                principal,
                                state == AssignmentState.SKIPPED ? "skip-task" : "release-task",
                                Node.of("task", work.taskId()),
                                reason == null ? Map.of() : Map.of("reason", reason));
                    }
                });
    }

    /** My assignment, locked until the running transaction ends. */
    public Work work(Principal principal, UUID id) {
        return require(store.work(id, principal.userId()), id);
    }

    /** Keeps an unfinished answer with its lease. */
    public void saveDraft(
            Principal principal, Work work, Map<String, Object> draft, @Nullable Double seconds) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    TaskFlow.requireUnanswered(work);
                    store.saveDraft(work.assignmentId(), draft, seconds);
                });
    }

    /**
     * Counts an answer on its task. A lease that ran out is honoured as long as nobody else has
     * taken its place.
     */
    public void complete(Principal principal, Work work) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (!store.complete(work)) {
                        throw TaskFlow.leaseLost(work.taskKey());
                    }
                });
    }

    /** Takes an answer back into its lease, with the answer as the draft. */
    public Assignment reopen(Principal principal, Work work, Map<String, Object> draft) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    store.reopen(work, draft, until(terms(principal, work)));
                    return view(principal, work.assignmentId());
                });
    }

    /** Gives back the places of all leases of an organisation that have run out. */
    void returnExpired(UUID organisation) {
        transactions.write(organisation, () -> store.returnExpired(clock.instant()));
    }

    private Assignment take(Principal principal, ProjectTerms terms, TaskStore.Free task) {
        Content content = content(principal, task.sampleId());
        int[] shown = TaskFlow.order(content.choices(), task.order(), task.key(), task.annotator());
        UUID id =
                store.take(
                        principal.organisationId(),
                        ids.next(),
                        task,
                        principal.userId(),
                        shown,
                        clock.instant(),
                        until(terms));
        audit.record(
                principal,
                "read-sample",
                Node.of("sample", task.sampleId()),
                Map.of("task", task.id().toString()));
        return view(terms, require(store.look(id, principal.userId()), id), content);
    }

    private Assignment view(Principal principal, UUID id) {
        Work work = require(store.look(id, principal.userId()), id);
        return view(principal, terms(principal, work), work);
    }

    private Assignment view(Principal principal, ProjectTerms terms, Work work) {
        return view(terms, work, content(principal, work.sampleId()));
    }

    private Assignment view(ProjectTerms terms, Work work, Content content) {
        Integer ontology = terms.ontology().version();
        return new Assignment(
                work.assignmentId(),
                work.taskId(),
                work.projectId(),
                work.taskKey(),
                work.state(),
                work.leaseUntil(),
                content.shown(work.shown()),
                terms.ontology().questions(),
                ontology == null ? 0 : ontology,
                terms.guidelineVersion(),
                work.draft(),
                store.progress(work.projectId(), work.annotator().id()));
    }

    private Content content(Principal principal, UUID sample) {
        Content content = samples.getUnrecorded(principal, sample).content();
        if (content == null) {
            throw new IllegalStateException("The sample " + sample + " has no content.");
        }
        return content;
    }

    private ProjectTerms terms(Principal principal, Work work) {
        return projects.terms(principal, work.projectId());
    }

    private Lease extend(ProjectTerms terms, UUID assignment) {
        Instant until = until(terms);
        store.extend(assignment, until);
        return new Lease(until);
    }

    private Instant until(ProjectTerms terms) {
        return clock.instant().plusSeconds(terms.leaseSeconds());
    }

    private static Work require(@Nullable Work work, UUID id) {
        if (work == null) {
            throw RefusedException.notFound("assignment", id);
        }
        return work;
    }
}
