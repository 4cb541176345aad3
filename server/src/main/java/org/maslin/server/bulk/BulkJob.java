package org.maslin.server.bulk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.samples.Sample;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.Tasks;

/**
 * Walks over what a filter names by key, some at a time. What is changed, what is refused and how
 * far it is are one transaction, so that it goes on behind the last of them after any stop.
 */
final class BulkJob implements JobKind {

    static final String NAME = "bulk-change";

    private static final int AT_ONCE = 1000;

    /** What the job is given. */
    record Parameters(UUID bulkId) {}

    /** Something with a key. */
    private record Named(UUID id, String key) {}

    private final Transactions transactions;
    private final BulkStore store;
    private final Tasks tasks;
    private final Samples samples;
    private final InstantSource clock;

    BulkJob(
            Transactions transactions,
            BulkStore store,
            Tasks tasks,
            Samples samples,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.samples = samples;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Object run(JobContext context) {
        Principal principal = context.principal();
        UUID organisation = principal.organisationId();
        UUID id = context.parameters(Parameters.class).bulkId();
        BulkChange change = transactions.read(organisation, () -> store.get(id));
        if (change == null || change.state() == BulkState.DONE) {
            return null;
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn = transactions.write(organisation, () -> some(principal, change));
            BulkStore.Safe safe = transactions.read(organisation, () -> store.safe(id));
            context.progress().at(safe.read(), 0, "read");
        }
        transactions.write(organisation, () -> store.finish(id, clock.instant()));
        return Map.of("bulkId", id);
    }

    /** Changes the next ones; tells whether there are more. */
    private boolean some(Principal principal, BulkChange change) {
        BulkStore.Safe safe = store.safe(change.id());
        Page<Named> page = page(principal, change, safe.cursor());
        List<BulkRefusal> refused = refusals(principal, change, page.items(), safe.refused());
        store.refuse(principal.organisationId(), change.projectId(), change.id(), refused);
        int changed = page.items().size() - refused.size();
        store.move(
                change.id(),
                new BulkStore.Safe(
                        page.next(),
                        safe.read() + page.items().size(),
                        safe.changed() + changed,
                        safe.refused() + refused.size()));
        if (change.wanted().of() == NewBulkChange.Kind.TASKS && !change.wanted().isTrial()) {
            tasks.manyChanged();
        }
        return page.next() != null;
    }

    private Page<Named> page(Principal principal, BulkChange change, @Nullable String after) {
        NewBulkChange wanted = change.wanted();
        UUID project = change.projectId();
        return switch (wanted.of()) {
            case TASKS ->
                    tasks.list(principal, project, wanted.tasks(), after, AT_ONCE)
                            .map((Task task) -> new Named(task.id(), task.key()));
            case SAMPLES ->
                    samples.list(principal, project, wanted.samples(), after, AT_ONCE)
                            .map((Sample sample) -> new Named(sample.id(), sample.key()));
        };
    }

    /** Samples that tasks still need. */
    private Set<UUID> inUse(Principal principal, NewBulkChange wanted, List<Named> found) {
        boolean deletes =
                wanted.of() == NewBulkChange.Kind.SAMPLES
                        && wanted.deed() == NewBulkChange.Deed.DELETE;
        return deletes
                ? new HashSet<>(
                        tasks.samplesInUse(principal, found.stream().map(Named::id).toList()))
                : Set.of();
    }

    /** Changes all of these that can be; tells of the others why not. */
    private List<BulkRefusal> refusals(
            Principal principal, BulkChange change, List<Named> found, long before) {
        NewBulkChange wanted = change.wanted();
        Set<UUID> inUse = inUse(principal, wanted, found);
        List<UUID> free = found.stream().map(Named::id).filter(id -> !inUse.contains(id)).toList();
        Map<UUID, RefusedException> reasons =
                wanted.isTrial() || free.isEmpty()
                        ? Map.of()
                        : apply(principal, change.projectId(), wanted, free);
        var refusals = new ArrayList<BulkRefusal>();
        for (Named one : found) {
            long n = before + refusals.size() + 1;
            RefusedException reason = reasons.get(one.id());
            if (inUse.contains(one.id())) {
                refusals.add(
                        new BulkRefusal(
                                n,
                                one.key(),
                                "It has a task.",
                                "Delete its tasks first, if they have no answers."));
            } else if (reason != null) {
                String hint = reason.hint();
                refusals.add(
                        new BulkRefusal(
                                n,
                                one.key(),
                                String.valueOf(reason.getMessage()),
                                hint == null ? "" : hint));
            }
        }
        return refusals;
    }

    private Map<UUID, RefusedException> apply(
            Principal principal, UUID project, NewBulkChange wanted, List<UUID> ids) {
        return switch (wanted.of()) {
            case TASKS ->
                    switch (wanted.deed()) {
                        case UPDATE ->
                                tasks.changeMany(
                                                principal,
                                                ids,
                                                Objects.requireNonNull(wanted.task()))
                                        .reasons();
                        case CANCEL -> tasks.cancelMany(principal, ids).reasons();
                        case DELETE -> tasks.deleteMany(principal, ids).reasons();
                    };
            case SAMPLES -> {
                if (wanted.deed() == NewBulkChange.Deed.DELETE) {
                    samples.deleteMany(principal, project, ids);
                } else {
                    samples.changeMany(principal, ids, Objects.requireNonNull(wanted.sample()));
                }
                yield Map.of();
            }
        };
    }
}
