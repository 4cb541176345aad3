package org.maslin.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.SampleFiles;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.TileSet;

/**
 * Leases of tasks. A task never has more answers and live leases than its overlap; a lease that
 * runs out gives its place back.
 */
public final class Assignments {

    private static final Duration LIFE_OF_WORK = Duration.ofMinutes(30);
    private static final int MOST_KNOWN = 20_000;

    private record Known(UUID organisation, UUID of) {}

    private final Transactions transactions;
    private final AssignmentStore store;
    private final Claims claims;
    private final OpenBatches batches;
    private final Veils veils;
    private final Projects projects;
    private final Samples samples;
    private final SampleFiles files;
    private final Starts starts;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final Lately<Known, Work> leased = new Lately<>(LIFE_OF_WORK, MOST_KNOWN);

    Assignments(
            Transactions transactions,
            AssignmentStore store,
            Claims claims,
            OpenBatches batches,
            Veils veils,
            Projects projects,
            Samples samples,
            SampleFiles files,
            Starts starts,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.claims = claims;
        this.batches = batches;
        this.veils = veils;
        this.projects = projects;
        this.samples = samples;
        this.files = files;
        this.starts = starts;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Leases the next task for me: of the batch that comes first, by priority and key.
     *
     * @param ahead how many leases I may hold at once; with that many, the last of them comes back
     * @return null when there is nothing to do
     */
    public @Nullable Assignment next(Principal principal, UUID project, int ahead) {
        ProjectTerms terms = projects.terms(principal, project);
        List<UUID> open = claims.openTo(principal, terms);
        ClaimStore.Claimed claimed = claims.next(principal, terms, open, ahead);
        Work work = claimed.work();
        return work == null ? null : seen(principal, terms, open, claimed, work);
    }

    private Assignment seen(
            Principal principal,
            ProjectTerms terms,
            List<UUID> open,
            ClaimStore.Claimed claimed,
            Work leasedWork) {
        Work work = leasedWork;
        Content content = claimed.content();
        if (content == null) {
            throw withoutContent(work.sampleId());
        }
        if (work.shown().length != content.choices()) {
            work = shown(principal, work, claimed, content);
        }
        work = called(principal, work);
        leased.put(new Known(principal.organisationId(), work.assignmentId()), work);
        return view(
                principal,
                terms,
                work,
                content,
                claims.progress(principal, terms, open, claimed.mine()));
    }

    /** Draws the order of the candidates and keeps it before anybody sees it. */
    private Work shown(
            Principal principal, Work work, ClaimStore.Claimed claimed, Content content) {
        int[] order =
                TaskFlow.order(
                        content.choices(),
                        claimed.order(),
                        work.taskKey(),
                        work.annotator().name());
        claims.show(principal.organisationId(), work.assignmentId(), order);
        return work.showing(order);
    }

    /** Leases this very task for me; one that I hold or have answered comes back as it is. */
    public Assignment lease(Principal principal, UUID task) {
        UUID me = principal.userId();
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work mine = mine(principal, task);
                    if (mine != null && mine.state() == AssignmentState.SUBMITTED) {
                        return view(principal, terms(principal, mine), mine);
                    }
                    if (mine != null && mine.holdsPlace()) {
                        extend(terms(principal, mine), mine.assignmentId());
                        return view(principal, mine.assignmentId());
                    }
                    if (mine != null && mine.purpose() != null) {
                        throw TaskFlow.leaseLost(mine.calledKey());
                    }
                    AssignmentStore.Free free = store.lock(mine == null ? task : mine.taskId(), me);
                    if (free == null) {
                        throw RefusedException.notFound("task", task);
                    }
                    if (free.full()) {
                        throw TaskFlow.taken(free.key());
                    }
                    requireGiven(principal, free);
                    return take(principal, projects.terms(principal, free.projectId()), free);
                });
    }

    /**
     * Leases a training or test task for me.
     *
     * @param attempt at the test; 1 for training
     */
    public Assignment leaseKnown(Principal principal, KnownTask task, int attempt) {
        UUID me = principal.userId();
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ProjectTerms terms = projects.terms(principal, task.projectId());
                    Work mine = store.workOn(task.id(), me);
                    if (mine != null && mine.holdsPlace()) {
                        extend(terms, mine.assignmentId());
                        return view(principal, mine.assignmentId());
                    }
                    Content content = content(principal, task.sampleId());
                    UUID id =
                            store.takeKnown(
                                    principal.organisationId(),
                                    ids.next(),
                                    task,
                                    me,
                                    attempt,
                                    TaskFlow.order(
                                            content.choices(), null, task.key(), store.nameOf(me)),
                                    now(),
                                    until(terms));
                    audit.record(
                            principal,
                            "read-sample",
                            Node.of("sample", task.sampleId()),
                            Map.of("task", task.id().toString()));
                    return view(principal, id);
                });
    }

    /** My assignment of a task, by the task's id or by the one that I know. */
    private @Nullable Work mine(Principal principal, UUID task) {
        UUID me = principal.userId();
        Work mine = store.workOn(task, me);
        Veil veil = mine == null ? veils.of(principal.organisationId()) : null;
        if (veil != null) {
            mine = store.workOn(veil.taskOf(task), me);
        }
        return mine == null ? null : called(principal, mine);
    }

    private void requireGiven(Principal principal, AssignmentStore.Free task) {
        UUID organisation = principal.organisationId();
        if (!batches.any(organisation, task.projectId())) {
            throw TaskFlow.resting(task.key());
        }
        if (!claims.openTo(principal, projects.terms(principal, task.projectId()))
                .contains(task.batchId())) {
            throw TaskFlow.notGiven(task.key());
        }
    }

    /** My assignment with its draft. */
    public Assignment get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> view(principal, id));
    }

    /** A file of the sample that I hold or have answered; the lease put the look on record. */
    public Reply file(Principal principal, UUID id, String blob) {
        return files.reply(principal, contentOfMine(principal, id), blob);
    }

    /** How far the tiles of a page of an image that I hold or have answered are. */
    public TileSet tiles(Principal principal, UUID id, String blob, int page) {
        return files.tiles(principal, contentOfMine(principal, id), blob, page);
    }

    /** A tile of an image that I hold or have answered. */
    public Reply tile(Principal principal, UUID id, String blob, int page, int level, String name) {
        return files.tile(principal, contentOfMine(principal, id), blob, page, level, name);
    }

    private Content contentOfMine(Principal principal, UUID id) {
        Work work =
                transactions.read(
                        principal.organisationId(),
                        () -> require(store.look(id, principal.userId()), id));
        if (work.state() != AssignmentState.LEASED && work.state() != AssignmentState.SUBMITTED) {
            throw RefusedException.notFound("assignment", id);
        }
        return content(principal, work.sampleId());
    }

    /** Keeps my lease. */
    public Lease heartbeat(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Work work = work(principal, id);
                    if (!work.holdsPlace()) {
                        throw TaskFlow.leaseLost(work.calledKey());
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
                        claims.placesCameBack();
                        audit.record(
                                principal,
                                state == AssignmentState.SKIPPED ? "skip-task" : "release-task",
                                Node.of("task", work.taskId()),
                                reason == null ? Map.of() : Map.of("reason", reason));
                    }
                });
    }

    /** My assignment of a task that I hold, have answered or skipped, by either of its names. */
    public @Nullable Work ofMine(Principal principal, UUID task) {
        List<Work> found =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            Work mine = mine(principal, task);
                            return mine == null ? List.of() : List.of(mine);
                        });
        return found.stream()
                .filter(work -> work.state() != AssignmentState.RELEASED)
                .findFirst()
                .orElse(null);
    }

    /** My assignment as it was leased: what of it never changes, without a look at the database. */
    public Work known(Principal principal, UUID id) {
        Work known = leased.get(new Known(principal.organisationId(), id), () -> null);
        if (known != null && known.annotator().id().equals(principal.userId())) {
            return known;
        }
        return transactions.read(
                principal.organisationId(),
                () -> called(principal, require(store.look(id, principal.userId()), id)));
    }

    /** My assignment, locked until the running transaction ends. */
    public Work work(Principal principal, UUID id) {
        return called(principal, require(store.work(id, principal.userId()), id));
    }

    /** Something of a task, named as annotators know the task where some answers are known. */
    public <T> T called(Principal principal, UUID task, BiFunction<UUID, String, T> names) {
        Veil veil = veils.of(principal.organisationId());
        return veil == null
                ? names.apply(task, task.toString())
                : names.apply(veil.idOf(task), veil.keyOf(task));
    }

    private Work called(Principal principal, Work work) {
        Veil veil = terms(principal, work).isVeiled() ? veils.of(principal.organisationId()) : null;
        return veil == null ? work : work.under(veil);
    }

    /** Somebody's assignment of a task, locked, for those who check work. */
    public Work workOf(Principal principal, UUID task, UUID annotator) {
        return transactions.write(
                principal.organisationId(), () -> require(store.workOn(task, annotator), task));
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

    /** Takes an answer back into its lease, with the answer as the draft. */
    public Assignment reopen(Principal principal, Work work, Map<String, Object> draft) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    store.reopen(work, draft, until(terms(principal, work)));
                    return view(principal, work.assignmentId());
                });
    }

    /** Ends an assignment whose answer is known with the answer; false if it had ended before. */
    public boolean submitKnown(Principal principal, Work work) {
        return transactions.write(
                principal.organisationId(),
                () ->
                        store.submitKnown(
                                principal.organisationId(), work, work.purpose() == Purpose.GOLD));
    }

    /** Takes an answer to gold back into its lease, with the answer as the draft. */
    public Assignment reopenKnown(Principal principal, Work work, Map<String, Object> draft) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    store.reopenKnown(work, draft, until(terms(principal, work)));
                    return view(principal, work.assignmentId());
                });
    }

    /** Takes somebody's answer back into their lease, with this draft. */
    public void sendBack(Principal principal, Work work, Map<String, Object> draft) {
        transactions.write(
                principal.organisationId(),
                () -> store.reopen(work, draft, until(terms(principal, work))));
    }

    /** Takes answers out of their tasks, which are open again; each may be taken up by anybody. */
    public void giveBack(Principal principal, List<UUID> submitted) {
        transactions.write(principal.organisationId(), () -> store.giveBack(submitted));
        claims.reordered();
    }

    private Assignment take(Principal principal, ProjectTerms terms, AssignmentStore.Free task) {
        Content content = content(principal, task.sampleId());
        int[] shown = TaskFlow.order(content.choices(), task.order(), task.key(), task.annotator());
        UUID id =
                store.take(
                        principal.organisationId(),
                        ids.next(),
                        task,
                        principal.userId(),
                        shown,
                        now(),
                        until(terms));
        audit.record(
                principal,
                "read-sample",
                Node.of("sample", task.sampleId()),
                Map.of("task", task.id().toString()));
        Work work = called(principal, require(store.look(id, principal.userId()), id));
        return view(principal, terms, work, content, progress(principal, terms));
    }

    private Assignment view(Principal principal, UUID id) {
        Work work = called(principal, require(store.look(id, principal.userId()), id));
        return view(principal, terms(principal, work), work);
    }

    private Assignment view(Principal principal, ProjectTerms terms, Work work) {
        return view(
                principal,
                terms,
                work,
                content(principal, work.sampleId()),
                progress(principal, terms));
    }

    private Assignment.Progress progress(Principal principal, ProjectTerms terms) {
        return claims.progress(
                principal,
                terms,
                claims.openTo(principal, terms),
                store.answersOf(terms.id(), principal.userId()));
    }

    private Assignment view(
            Principal principal,
            ProjectTerms terms,
            Work work,
            Content content,
            Assignment.Progress progress) {
        Integer ontology = terms.ontology().version();
        return new Assignment(
                work.assignmentId(),
                work.calledId(),
                work.projectId(),
                work.calledKey(),
                work.state(),
                work.leaseUntil(),
                content.shown(work.shown()),
                terms.ontology().questions(),
                ontology == null ? 0 : ontology,
                terms.guidelineVersion(),
                work.draft(),
                progress,
                work.purpose() == Purpose.GOLD ? null : work.purpose(),
                terms.prefill() ? start(principal, terms, work) : null);
    }

    private Assignment.@Nullable Prediction start(
            Principal principal, ProjectTerms terms, Work work) {
        if (work.purpose() == Purpose.GOLD && !starts.areUsual(principal, terms.id())) {
            return null; // gold alone would begin with one, and be known by that
        }
        Assignment.Prediction own = starts.of(principal, work.sampleId());
        return own == null
                ? null
                : new Assignment.Prediction(
                        own.id(),
                        own.model(),
                        own.modelVersion(),
                        own.score(),
                        terms.ontology().asShown(own.answers(), work.shown()));
    }

    private Content content(Principal principal, UUID sample) {
        Content content = samples.getUnrecorded(principal, sample).content();
        if (content == null) {
            throw withoutContent(sample);
        }
        return content;
    }

    private static IllegalStateException withoutContent(UUID sample) {
        return new IllegalStateException("The sample " + sample + " has no content.");
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
        return now().plusSeconds(terms.leaseSeconds());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Work require(@Nullable Work work, UUID id) {
        if (work == null) {
            throw RefusedException.notFound("assignment", id);
        }
        return work;
    }
}
