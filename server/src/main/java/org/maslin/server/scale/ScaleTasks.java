package org.maslin.server.scale;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tasks of any type: sent, listed, canceled, tagged, audited, answered. */
final class ScaleTasks {

    /** A page of tasks, how many there are in all, and where the next page begins. */
    record Found(List<ScaleTask> tasks, long total, int offset, @Nullable NextToken next) {}

    private static final int PLAIN_AT_ONCE = 500;
    private static final int PICTURED_AT_ONCE = 50;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration REST = Duration.ofSeconds(2);

    /** What to do to a task's tags. */
    enum TagChange {
        REPLACE,
        ADD,
        REMOVE
    }

    private final Transactions transactions;
    private final ScaleTaskStore store;
    private final ScaleProjects projects;
    private final ScaleBatches batches;
    private final ScaleFiles files;
    private final NativeWork work;
    private final Pictures pictures;
    private final ScaleCallbacks callbacks;
    private final Audit audit;
    private final HexIds ids;
    private final InstantSource clock;
    private final Map<UUID, Instant> waiting = new ConcurrentHashMap<>();

    ScaleTasks(
            Transactions transactions,
            ScaleTaskStore store,
            ScaleProjects projects,
            ScaleBatches batches,
            ScaleFiles files,
            NativeWork work,
            Pictures pictures,
            ScaleCallbacks callbacks,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.batches = batches;
        this.files = files;
        this.work = work;
        this.pictures = pictures;
        this.callbacks = callbacks;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a task. A test is answered at once; a real one goes to our people, unless its batch
     * holds it back; one with images a moment later, when they have been fetched.
     */
    ScaleTask create(Principal principal, TaskType type, Fields given) {
        ScaleTask made =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            String batchName = given.text("batch");
                            ScaleBatch batch =
                                    batchName == null
                                            ? null
                                            : batches.require(principal, batchName);
                            ScaleProject project = project(principal, type, given, batch);
                            ScaleTask task = parsed(principal, type, given, project, batch);
                            if (!store.add(principal.organisationId(), task)) {
                                throw taken(principal, String.valueOf(task.uniqueId()));
                            }
                            audit(principal, "create-task", task, Map.of("type", type.word()));
                            begin(principal, task, batch);
                            return require(principal, task.id());
                        });
        if (made.mode() == Mode.LIVE && made.nativeTaskId() == null) {
            wake(principal.organisationId());
        }
        return made;
    }

    private ScaleProject project(
            Principal principal, TaskType type, Fields given, @Nullable ScaleBatch batch) {
        String name = given.text("project");
        if (batch != null && name != null && !name.equals(batch.project())) {
            throw new BadInputException(
                    "batch",
                    "\"%s\", a batch of the project \"%s\""
                            .formatted(batch.name(), batch.project()),
                    "a batch of the project \"%s\"".formatted(name),
                    "Leave the project out; the batch implies it.");
        }
        ScaleProject project =
                projects.ofTask(principal, batch == null ? name : batch.project(), type);
        ScaleTaskFlow.checkType(project, type);
        if (batch != null) {
            ScaleTaskFlow.checkOpen(project, batch);
        }
        return project;
    }

    private ScaleTask parsed(
            Principal principal,
            TaskType type,
            Fields given,
            ScaleProject project,
            @Nullable ScaleBatch batch) {
        ScaleProject.Params params =
                ScaleProjects.params(project, given.integer("project_param_version"));
        Fields fields = ScaleTaskFlow.merged(given, params);
        ScaleTaskFlow.check(type, fields);
        ObjectNode own = ScaleTaskFlow.params(fields);
        files.requireAttachments(principal, own);
        ObjectNode metadata = fields.object("metadata");
        boolean test = Mode.of(principal) == Mode.TEST;
        String id = ids.next();
        Instant at = now();
        String callback = fields.text("callback_url");
        return new ScaleTask(
                id,
                Mode.of(principal),
                project.id(),
                project.name(),
                batch == null ? null : batch.id(),
                batch == null ? null : batch.name(),
                type,
                test ? ScaleTask.Status.COMPLETED : ScaleTask.Status.PENDING,
                fields.text("instruction"),
                own,
                metadata == null ? JsonNodeFactory.instance.objectNode() : metadata,
                fields.has("tags") ? distinct(fields.texts("tags")) : null,
                fields.text("unique_id"),
                new ScaleTask.Callback(
                        callback == null || callback.isBlank() ? null : callback, null, null),
                fields.integer("priority"),
                params == null ? null : params.version(),
                ScaleTask.ReviewStatus.PENDING,
                JsonNodeFactory.instance.arrayNode(),
                test ? TestAnswers.of(id, type, own) : null,
                null,
                at,
                at,
                test ? at : null);
    }

    private void begin(Principal principal, ScaleTask task, @Nullable ScaleBatch batch) {
        if (task.mode() == Mode.LIVE
                && (batch == null || batch.status() != ScaleBatch.Status.STAGING)
                && NativeWork.pictures(task).isEmpty()) {
            work.publish(principal, task, Map.of());
        }
        if (batch != null) {
            batches.settle(principal, batch.name());
        }
        if (task.status() == ScaleTask.Status.COMPLETED) {
            callbacks.tell(principal, task);
        }
    }

    ScaleTask get(Principal principal, String id) {
        return transactions.read(principal.organisationId(), () -> require(principal, id));
    }

    Found list(Principal principal, TaskFilter filter, NextToken from, int skip, int limit) {
        Mode mode = Mode.of(principal);
        return transactions.read(
                principal.organisationId(),
                () -> {
                    List<ScaleTask> rows = store.list(mode, filter, from.before(), skip, limit + 1);
                    boolean more = rows.size() > limit;
                    List<ScaleTask> page = more ? rows.subList(0, limit) : rows;
                    int offset = from.offset() + skip;
                    return new Found(
                            List.copyOf(page),
                            store.count(mode, filter),
                            offset,
                            more ? new NextToken(page.getLast().id(), offset + limit) : null);
                });
    }

    /** Cancels a task that has no answer yet. */
    ScaleTask cancel(Principal principal, String id, boolean clearUniqueId) {
        return change(
                principal,
                id,
                "cancel-task",
                task -> {
                    if (ScaleTaskFlow.mustCancel(task)) {
                        store.setStatus(id, ScaleTask.Status.CANCELED, null, now());
                        work.withdraw(principal, task);
                        if (task.batch() != null) {
                            batches.settle(principal, task.batch());
                        }
                    }
                    if (clearUniqueId) {
                        store.setUniqueId(task.mode(), id, null, now());
                    }
                });
    }

    ScaleTask setUniqueId(Principal principal, String id, @Nullable String uniqueId) {
        if (uniqueId != null) {
            ScaleTaskFlow.checkUniqueId(uniqueId);
        }
        return change(
                principal,
                id,
                "set-unique-id",
                task -> {
                    if (!store.setUniqueId(task.mode(), id, uniqueId, now())) {
                        throw taken(principal, String.valueOf(uniqueId));
                    }
                });
    }

    ScaleTask setMetadata(Principal principal, String id, ObjectNode metadata) {
        return change(
                principal, id, "set-metadata", task -> store.setMetadata(id, metadata, now()));
    }

    ScaleTask changeTags(Principal principal, String id, TagChange change, List<String> tags) {
        return change(
                principal,
                id,
                "set-tags",
                task -> {
                    var changed = new LinkedHashSet<String>();
                    if (change != TagChange.REPLACE && task.tags() != null) {
                        changed.addAll(task.tags());
                    }
                    if (change == TagChange.REMOVE) {
                        tags.forEach(changed::remove);
                    } else {
                        changed.addAll(tags);
                    }
                    List<String> all = new ArrayList<>(changed);
                    ScaleTaskFlow.checkTags(all);
                    store.setTags(id, all, now());
                });
    }

    /** Says what the customer thinks of a response. */
    ScaleTask audit(
            Principal principal, String id, @Nullable Boolean accepted, @Nullable String comments) {
        return change(
                principal,
                id,
                "audit-task",
                task -> {
                    ScaleTaskFlow.requireCompleted(task);
                    ScaleTask.ReviewStatus review = ScaleTaskFlow.reviewed(accepted);
                    var audits = task.audits().deepCopy();
                    ObjectNode entry = audits.addObject();
                    entry.put("audit_result", review.word());
                    entry.put("accepted", accepted);
                    entry.put("comments", comments);
                    entry.put("audit_time", ScaleTime.text(now()));
                    entry.put("audited_by", principal.userId().toString());
                    store.setReview(id, review, audits, now());
                    callbacks.tell(principal, require(principal, id));
                });
    }

    /** Tells a task's callback once more. */
    ScaleTask sendCallback(Principal principal, String id) {
        return change(
                principal,
                id,
                "send-callback",
                task -> {
                    if (task.callback().url() == null) {
                        throw new BadInputException(
                                "task " + id,
                                "no callback_url",
                                "a task with one",
                                "Send callback_url with the task.");
                    }
                    callbacks.tell(principal, task);
                });
    }

    /** Follows what became of the native task: answered, answered otherwise, or taken back. */
    void settle(Principal principal, String id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleTask task = store.lock(Mode.LIVE, id);
                    if (task == null
                            || task.status() == ScaleTask.Status.CANCELED
                            || task.nativeTaskId() == null) {
                        return;
                    }
                    ObjectNode response = work.response(principal, task);
                    boolean unchanged =
                            response == null
                                    ? task.status() == ScaleTask.Status.PENDING
                                    : response.equals(task.response());
                    if (!unchanged) {
                        end(principal, task, response);
                    }
                });
    }

    private void end(Principal principal, ScaleTask task, @Nullable ObjectNode response) {
        boolean answered = response != null;
        store.setStatus(
                task.id(),
                answered ? ScaleTask.Status.COMPLETED : ScaleTask.Status.PENDING,
                response,
                now());
        audit(principal, answered ? "complete-task" : "recall-task", task, Map.of());
        if (task.batch() != null) {
            batches.settle(principal, task.batch());
        }
        callbacks.tell(principal, require(principal, task.id()));
    }

    /** Gives those tasks to our people that no batch holds back and that show no images. */
    void publishPlain(Principal principal) {
        String after = "";
        while (after != null) {
            String from = after;
            List<ScaleTask> some = unpublished(principal, from, PLAIN_AT_ONCE);
            publish(
                    principal,
                    some.stream().filter(task -> NativeWork.pictures(task).isEmpty()).toList(),
                    Map.of());
            after = some.size() < PLAIN_AT_ONCE ? null : some.getLast().id();
        }
        wake(principal.organisationId());
    }

    /** Has the tasks looked at that wait for their images, or were left behind by a crash. */
    void wake(UUID organisation) {
        waiting.put(organisation, Instant.EPOCH);
    }

    /** Fetches what waiting tasks show, and gives them to our people; goes on in its own thread. */
    Duration publishWaiting() {
        for (Map.Entry<UUID, Instant> due : Map.copyOf(waiting).entrySet()) {
            if (!due.getValue().isAfter(clock.instant())
                    && waiting.remove(due.getKey(), due.getValue())) {
                publishWaiting(Principal.system(due.getKey()));
            }
        }
        return PAUSE;
    }

    private void publishWaiting(Principal principal) {
        boolean later = false;
        String after = "";
        while (after != null) {
            List<ScaleTask> some = unpublished(principal, after, PICTURED_AT_ONCE);
            Map<String, Pictures.Got> got = pictures.of(principal, some, NativeWork::pictures);
            publish(
                    principal,
                    some.stream().filter(task -> !wanted(got, task).later()).toList(),
                    got);
            later |= got.values().stream().anyMatch(Pictures.Got::later);
            after = some.size() < PICTURED_AT_ONCE ? null : some.getLast().id();
        }
        if (later) {
            waiting.putIfAbsent(principal.organisationId(), clock.instant().plus(REST));
        }
    }

    private static Pictures.Got wanted(Map<String, Pictures.Got> got, ScaleTask task) {
        return got.getOrDefault(task.id(), Pictures.Got.NONE);
    }

    private List<ScaleTask> unpublished(Principal principal, String after, int atMost) {
        return transactions.read(
                principal.organisationId(), () -> store.unpublished(after, atMost));
    }

    private void publish(Principal principal, List<ScaleTask> some, Map<String, Pictures.Got> got) {
        if (some.isEmpty()) {
            return;
        }
        transactions.write(
                principal.organisationId(),
                () -> {
                    for (ScaleTask task : some) {
                        ScaleTask now = store.lock(Mode.LIVE, task.id());
                        if (now != null
                                && now.status() == ScaleTask.Status.PENDING
                                && now.nativeTaskId() == null) {
                            work.publish(principal, now, wanted(got, task).files());
                        }
                    }
                });
    }

    private interface Deed {
        void to(ScaleTask task);
    }

    private ScaleTask change(Principal principal, String id, String action, Deed deed) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleTask task = store.lock(Mode.of(principal), id);
                    if (task == null) {
                        throw missing(id);
                    }
                    deed.to(task);
                    audit(principal, action, task, Map.of());
                    return require(principal, id);
                });
    }

    private ScaleTask require(Principal principal, String id) {
        ScaleTask task = store.get(Mode.of(principal), id);
        if (task == null) {
            throw missing(id);
        }
        return task;
    }

    private static RefusedException missing(String id) {
        return RefusedException.notFound("task", "\"" + id + "\"");
    }

    private RefusedException taken(Principal principal, String uniqueId) {
        return ScaleTaskFlow.uniqueIdTaken(
                uniqueId, store.withUniqueId(Mode.of(principal), uniqueId));
    }

    private void audit(
            Principal principal, String action, ScaleTask task, Map<String, String> details) {
        audit.record(principal, action, Node.of("scale-task", task.id()), details);
    }

    private static List<String> distinct(List<String> texts) {
        return List.copyOf(new LinkedHashSet<>(texts));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
