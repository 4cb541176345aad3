package org.maslin.server.tasks;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/**
 * Batches of tasks. Every project has one from its beginning, named {@code default} and in
 * progress, which bears the project's id; tasks without a batch of their own are in it.
 */
public final class Batches {

    private final Transactions transactions;
    private final BatchStore store;
    private final AdaptiveStore adaptive;
    private final OpenBatches open;
    private final Projects projects;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    Batches(
            Transactions transactions,
            BatchStore store,
            AdaptiveStore adaptive,
            OpenBatches open,
            Projects projects,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.adaptive = adaptive;
        this.open = open;
        this.projects = projects;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Batch create(Principal principal, UUID project, NewBatch batch) {
        UUID organisation = principal.organisationId();
        projects.terms(principal, project);
        UUID id = ids.next();
        Batch made =
                transactions.write(
                        organisation,
                        () -> {
                            if (!store.add(organisation, id, project, batch, clock.instant())) {
                                throw RefusedException.conflict(
                                        "batch-name-taken",
                                        "The project has a batch named " + batch.name() + ".",
                                        "Choose another name, or add the tasks to that one.");
                            }
                            adaptive.setOfBatch(id, batch.adaptiveOverlap());
                            audit.record(
                                    principal,
                                    "create-batch",
                                    Node.of("batch", id),
                                    Map.of("name", batch.name()));
                            return require(store.get(id), id);
                        });
        open.forget(organisation, project);
        return made;
    }

    public Batch get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(store.get(id), id));
    }

    /** Batches of a project by name. */
    public Page<Batch> list(Principal principal, UUID project, @Nullable String after, int limit) {
        projects.terms(principal, project);
        return transactions.read(
                principal.organisationId(),
                () -> Page.of(store.list(project, after, limit + 1), limit, Batch::name));
    }

    /** Gives a staged batch to annotators. */
    public Batch start(Principal principal, UUID id) {
        return step(principal, id, BatchFlow.Step.START);
    }

    /** Gives no more of it to annotators; who holds a lease may finish. */
    public Batch pause(Principal principal, UUID id) {
        return step(principal, id, BatchFlow.Step.PAUSE);
    }

    public Batch resume(Principal principal, UUID id) {
        return step(principal, id, BatchFlow.Step.RESUME);
    }

    public Batch complete(Principal principal, UUID id) {
        return step(principal, id, BatchFlow.Step.COMPLETE);
    }

    public Batch cancel(Principal principal, UUID id) {
        return step(principal, id, BatchFlow.Step.CANCEL);
    }

    private Batch step(Principal principal, UUID id, BatchFlow.Step step) {
        Batch changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            Batch batch = require(store.lock(id), id);
                            BatchState state = BatchFlow.after(step, batch);
                            if (state == batch.state()) {
                                return batch;
                            }
                            store.setState(id, state);
                            events.tell(
                                    new BatchMoved(
                                            principal.organisationId(),
                                            batch.projectId(),
                                            id,
                                            state));
                            audit.record(
                                    principal,
                                    step.word() + "-batch",
                                    Node.of("batch", id),
                                    Map.of());
                            return require(store.get(id), id);
                        });
        open.forget(principal.organisationId(), changed.projectId());
        return changed;
    }

    public Batch change(Principal principal, UUID id, BatchChange change) {
        Batch changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            Batch batch = require(store.lock(id), id);
                            store.change(
                                    id,
                                    change.priority() == null
                                            ? batch.priority()
                                            : change.priority(),
                                    change.metadata() == null
                                            ? batch.metadata()
                                            : change.metadata(),
                                    change.rule() == null ? batch.rule() : change.rule());
                            if (change.adaptiveOverlap() != null) {
                                adaptive.setOfBatch(id, change.adaptiveOverlap());
                            }
                            audit.record(principal, "change-batch", Node.of("batch", id), Map.of());
                            return require(store.get(id), id);
                        });
        open.forget(principal.organisationId(), changed.projectId());
        return changed;
    }

    /** Takes a batch's own overlap rule away; its new tasks get what the project's do. */
    public Batch forgetAdaptive(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(store.lock(id), id);
                    adaptive.setOfBatch(id, null);
                    audit.record(principal, "change-batch", Node.of("batch", id), Map.of());
                    return require(store.get(id), id);
                });
    }

    /** Whom the batches of a project are for that do not say so themselves. */
    public WorkRule rule(Principal principal, UUID project) {
        projects.terms(principal, project);
        return transactions.read(
                principal.organisationId(), () -> Objects.requireNonNull(store.ruleOf(project)));
    }

    public WorkRule setRule(Principal principal, UUID project, WorkRule rule) {
        projects.terms(principal, project);
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.setRuleOf(project, rule);
                    audit.record(
                            principal,
                            "set-work-rule",
                            Node.of("project", project),
                            Map.of("rule", rule.toString()));
                });
        open.forget(principal.organisationId(), project);
        return rule;
    }

    /** The overlap that new tasks of a batch get; null if it is fixed. */
    @Nullable AdaptiveOverlap adaptive(Principal principal, UUID batch) {
        return transactions.read(principal.organisationId(), () -> adaptive.ofBatch(batch));
    }

    /** The batch that tasks of a project are to be in, which must still take some. */
    UUID forTasks(Principal principal, UUID project, @Nullable UUID id) {
        if (id == null) {
            return project;
        }
        Batch batch = get(principal, id);
        if (!batch.projectId().equals(project)) {
            throw RefusedException.notFound("batch", id);
        }
        BatchFlow.requireOpen(batch);
        return id;
    }

    private static Batch require(@Nullable Batch batch, UUID id) {
        if (batch == null) {
            throw RefusedException.notFound("batch", id);
        }
        return batch;
    }
}
