package org.maslin.server.tasks;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Attachments;
import org.maslin.server.samples.ImportReport;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.OnReject;
import org.maslin.server.samples.SampleReference;
import org.maslin.server.samples.Samples;

/** Tasks: made of samples, listed. {@link Assignments} leases them. */
public final class Tasks {

    private final Transactions transactions;
    private final TaskStore store;
    private final Projects projects;
    private final Samples samples;
    private final Audit audit;
    private final TaskListStore lists;
    private final Batches batches;
    private final KnownTasks knownTasks;
    private final Claims claims;
    private final Ids ids;
    private final InstantSource clock;

    Tasks(
            Transactions transactions,
            TaskStore store,
            Projects projects,
            Samples samples,
            Audit audit,
            TaskListStore lists,
            Batches batches,
            KnownTasks knownTasks,
            Claims claims,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.audit = audit;
        this.lists = lists;
        this.batches = batches;
        this.knownTasks = knownTasks;
        this.claims = claims;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes tasks of samples; all of them, or none if one of them cannot be made. */
    public CreatedTasks create(Principal principal, UUID project, NewTasks tasks) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    int overlap = projects.terms(principal, project).overlap();
                    UUID batch = batches.forTasks(principal, project, tasks.batchId());
                    AdaptiveOverlap adaptive = batches.adaptive(principal, batch);
                    List<String> keys = tasks.tasks().stream().map(NewTask::sampleKey).toList();
                    var known = new HashMap<String, SampleReference>();
                    samples.references(principal, project, keys)
                            .forEach(sample -> known.put(sample.key(), sample));
                    var rows = new ArrayList<TaskFlow.Row>();
                    var gold = new ArrayList<NewKnownTask>();
                    for (NewTask task : tasks.tasks()) {
                        if (task.gold() != null) {
                            gold.add(NewKnownTask.of(task, task.gold(), tasks.batchId()));
                            continue;
                        }
                        SampleReference sample = known.get(task.sampleKey());
                        TaskFlow.Row row =
                                TaskFlow.row(ids.next(), rows.size(), task, sample, overlap);
                        rows.add(task.overlap() == null ? row.adapting(adaptive) : row);
                    }
                    requireFree(rows);
                    knownTasks.requireNone(
                            principal,
                            project,
                            tasks.tasks().stream()
                                    .filter(task -> task.gold() == null)
                                    .map(task -> known.get(task.sampleKey()))
                                    .filter(Objects::nonNull)
                                    .toList());
                    int created = add(principal, project, batch, rows);
                    if (!gold.isEmpty()) {
                        created +=
                                knownTasks
                                        .create(principal, project, Purpose.GOLD, null, gold)
                                        .created();
                    }
                    return new CreatedTasks(created, tasks.tasks().size() - created);
                });
    }

    private void requireFree(List<TaskFlow.Row> rows) {
        var wanted = new HashMap<String, TaskFlow.Row>();
        for (TaskFlow.Row row : rows) {
            String uniqueId = row.marks().uniqueId();
            if (uniqueId != null && wanted.put(uniqueId, row) != null) {
                throw TaskFlow.uniqueIdTaken(uniqueId);
            }
        }
        if (!wanted.isEmpty()) {
            for (Task known : store.byUniqueIds(List.copyOf(wanted.keySet()))) {
                TaskFlow.Row row = wanted.get(known.uniqueId());
                if (row != null && !row.key().equals(known.key())) {
                    throw TaskFlow.uniqueIdTaken(String.valueOf(known.uniqueId()));
                }
            }
        }
    }

    /**
     * Imports JSON lines and makes a task of every new sample, some at a time.
     *
     * @param batch the project's own if null
     */
    public ImportReport importLines(
            Principal principal,
            UUID project,
            @Nullable UUID batch,
            InputStream lines,
            OnReject onReject) {
        return samples.importLines(
                principal, project, lines, onReject, taskOfEach(principal, project, batch));
    }

    /**
     * Imports records from elsewhere.
     *
     * @param attachments the files that records name
     * @param withTasks whether each new sample gets a task
     * @param refused is given each record that cannot be taken
     * @param alongside is given the new samples of each batch, in the batch's transaction
     */
    public ImportReport importRecords(
            Principal principal,
            UUID project,
            JsonRecords records,
            Attachments attachments,
            OnReject onReject,
            boolean withTasks,
            Consumer<RejectedLine> refused,
            Consumer<List<SampleReference>> alongside) {
        Consumer<List<SampleReference>> first =
                withTasks ? taskOfEach(principal, project, null) : added -> {};
        return samples.importRecords(
                principal,
                project,
                records,
                attachments,
                onReject,
                refused,
                first.andThen(alongside));
    }

    /** Imports samples that the product made itself and makes a task of every new one. */
    public ImportReport importSamples(
            Principal principal, UUID project, Iterator<NewSample> fresh) {
        return importSamples(principal, project, null, fresh);
    }

    /**
     * The same in a batch.
     *
     * @param batch the project's own if null
     */
    public ImportReport importSamples(
            Principal principal, UUID project, @Nullable UUID batch, Iterator<NewSample> fresh) {
        return samples.importSamples(
                principal, project, fresh, taskOfEach(principal, project, batch));
    }

    /**
     * Copies the next samples of a project into another.
     *
     * @param after the last key that was copied before; empty at the start
     * @param withTasks whether each new sample gets a task
     * @return the last key that was copied; null when there are no more
     */
    public @Nullable String copySamples(
            Principal principal, UUID from, UUID to, String after, int atMost, boolean withTasks) {
        return samples.copy(
                principal,
                from,
                to,
                after,
                atMost,
                withTasks ? taskOfEach(principal, to, null) : added -> {});
    }

    private Consumer<List<SampleReference>> taskOfEach(
            Principal principal, UUID project, @Nullable UUID wanted) {
        UUID batch = batches.forTasks(principal, project, wanted);
        int overlap = projects.terms(principal, project).overlap();
        AdaptiveOverlap adaptive = batches.adaptive(principal, batch);
        return added ->
                add(
                        principal,
                        project,
                        batch,
                        added.stream()
                                .filter(sample -> sample.gold() == null)
                                .map(
                                        sample ->
                                                new TaskFlow.Row(
                                                                ids.next(),
                                                                sample.key(),
                                                                sample.id(),
                                                                overlap,
                                                                null,
                                                                TaskMarks.NONE,
                                                                null)
                                                        .adapting(adaptive))
                                .toList());
    }

    /** Tasks of a project that a query names, in its order. */
    public Page<Task> list(
            Principal principal, UUID project, TaskQuery query, @Nullable String after, int limit) {
        return list(principal, project, query, after, 0, limit);
    }

    /**
     * The same, from the task on that comes so many after the cursor; only in the order of keys.
     */
    public Page<Task> list(
            Principal principal,
            UUID project,
            TaskQuery query,
            @Nullable String after,
            int skip,
            int limit) {
        query.mayPassOver(skip);
        TaskCursor cursor = TaskCursor.parse(after, query.sort());
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    List<Task> rows = lists.list(project, query, cursor, skip, limit + 1);
                    return Page.of(
                            rows, limit, task -> TaskCursor.behind(task, query.sort()).text());
                });
    }

    /** The task with a unique id, or null. */
    public @Nullable Task byUniqueId(Principal principal, String uniqueId) {
        return transactions.read(
                principal.organisationId(),
                () -> store.byUniqueIds(List.of(uniqueId)).stream().findFirst().orElse(null));
    }

    public Task change(Principal principal, UUID id, TaskChange change) {
        Task changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            Task task = locked(id);
                            TaskMarks marks = change.of(task);
                            String uniqueId = marks.uniqueId();
                            if (uniqueId != null
                                    && store.byUniqueIds(List.of(uniqueId)).stream()
                                            .anyMatch(other -> !other.id().equals(id))) {
                                throw TaskFlow.uniqueIdTaken(uniqueId);
                            }
                            store.change(task, marks);
                            audit.record(principal, "change-task", Node.of("task", id), Map.of());
                            return locked(id);
                        });
        claims.reordered();
        return changed;
    }

    /** Why some of many could not be changed, by their ids. */
    public record Refused(Map<UUID, RefusedException> reasons) {
        public Refused {
            reasons = Map.copyOf(reasons);
        }
    }

    /**
     * Gives many tasks the same priority, metadata or tags, in few statements; {@link #manyChanged}
     * is called after the last of them.
     */
    public Refused changeMany(Principal principal, List<UUID> ids, TaskChange change) {
        return each(
                principal,
                ids,
                "change-task",
                task -> null,
                some -> {
                    TaskMarks.of(change.priority(), change.metadata(), change.tags(), null);
                    store.changeAll(some, change);
                });
    }

    /** Takes many open tasks out of the work. */
    public Refused cancelMany(Principal principal, List<UUID> ids) {
        return each(
                principal,
                ids,
                "cancel-task",
                task -> task.state() == TaskState.COMPLETED ? TaskFlow.completed(task) : null,
                some -> store.cancelAll(open(some), principal.userId()));
    }

    private List<UUID> open(List<UUID> ids) {
        return store.byIds(ids).stream()
                .filter(task -> task.state() == TaskState.OPEN)
                .map(Task::id)
                .toList();
    }

    /** Deletes those of many tasks that nobody has answered. */
    public Refused deleteMany(Principal principal, List<UUID> ids) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Set<UUID> answered = Set.copyOf(store.answered(ids));
                    return each(
                            principal,
                            ids,
                            "delete-task",
                            task -> answered.contains(task.id()) ? answered(task) : null,
                            some -> store.deleteAll(some, principal.userId()));
                });
    }

    private static RefusedException answered(Task task) {
        return RefusedException.conflict(
                "task-answered",
                "The task %s has answers.".formatted(task.key()),
                "Cancel it, if it is open, or leave it.");
    }

    private Refused each(
            Principal principal,
            List<UUID> ids,
            String action,
            Function<Task, @Nullable RefusedException> rule,
            Consumer<List<UUID>> deed) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    var refused = new HashMap<UUID, RefusedException>();
                    ids.forEach(id -> refused.put(id, RefusedException.notFound("task", id)));
                    var some = new ArrayList<UUID>();
                    for (Task task : store.lock(ids)) {
                        RefusedException reason = rule.apply(task);
                        if (reason == null) {
                            refused.remove(task.id());
                            some.add(task.id());
                        } else {
                            refused.put(task.id(), reason);
                        }
                    }
                    if (!some.isEmpty()) {
                        deed.accept(some);
                        audit.recordEach(
                                principal,
                                action,
                                some.stream().map(id -> Node.of("task", id)).toList(),
                                Map.of());
                    }
                    return new Refused(refused);
                });
    }

    /** Lets everybody search from the start, for the order of tasks may have changed. */
    public void manyChanged() {
        claims.reordered();
    }

    /** Deletes a task that nobody has answered; whoever holds it loses the lease. */
    public void delete(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    Task task = locked(id);
                    if (store.hasAnswers(id)) {
                        throw answered(task);
                    }
                    store.delete(task, principal.userId());
                    audit.record(principal, "delete-task", Node.of("task", id), Map.of());
                });
    }

    /** Those of these samples that have tasks. */
    public List<UUID> samplesInUse(Principal principal, List<UUID> samples) {
        return transactions.read(principal.organisationId(), () -> store.samplesInUse(samples));
    }

    /** Takes an open task out of the work; whoever holds it loses the lease. */
    public Task cancel(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Task task = locked(id);
                    if (task.state() == TaskState.CANCELLED) {
                        return task;
                    }
                    TaskFlow.requireOpen(task);
                    store.cancel(task, principal.userId());
                    audit.record(principal, "cancel-task", Node.of("task", id), Map.of());
                    return locked(id);
                });
    }

    private Task locked(UUID id) {
        Task task = store.lock(id);
        if (task == null) {
            throw RefusedException.notFound("task", id);
        }
        return task;
    }

    public Task get(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Task task = store.get(id);
                    if (task == null) {
                        throw RefusedException.notFound("task", id);
                    }
                    return task;
                });
    }

    /** The tasks with these ids, by id. */
    public Map<UUID, Task> byIds(Principal principal, List<UUID> wanted) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    var found = new HashMap<UUID, Task>();
                    store.byIds(wanted).forEach(task -> found.put(task.id(), task));
                    return Collections.unmodifiableMap(found);
                });
    }

    /** Those of these keys that name tasks of the project. */
    public Map<String, Task> byKeys(Principal principal, UUID project, List<String> keys) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    var found = new HashMap<String, Task>();
                    store.byKeys(project, keys).forEach(task -> found.put(task.key(), task));
                    return Collections.unmodifiableMap(found);
                });
    }

    private int add(Principal principal, UUID project, UUID batch, List<TaskFlow.Row> rows) {
        var added =
                new HashSet<>(
                        store.add(
                                principal.organisationId(),
                                project,
                                batch,
                                principal.userId(),
                                rows,
                                clock.instant()));
        if (!added.isEmpty()) {
            audit.record(
                    principal,
                    "create-tasks",
                    Node.of("project", project),
                    Map.of("created", String.valueOf(added.size())));
        }
        return added.size();
    }
}
