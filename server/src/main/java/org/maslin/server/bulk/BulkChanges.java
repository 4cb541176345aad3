package org.maslin.server.bulk;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Changes of many: begin one, see how far it is and what it could not change. */
public final class BulkChanges {

    private final Transactions transactions;
    private final BulkStore store;
    private final Projects projects;
    private final Jobs jobs;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    BulkChanges(
            Transactions transactions,
            BulkStore store,
            Projects projects,
            Jobs jobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.jobs = jobs;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    public BulkChange create(Principal principal, UUID project, NewBulkChange wanted) {
        UUID organisation = principal.organisationId();
        projects.terms(principal, project);
        UUID id = ids.next();
        return transactions.write(
                organisation,
                () -> {
                    UUID job =
                            jobs.start(
                                    principal,
                                    JobKind.Place.SERVER,
                                    BulkJob.NAME,
                                    new BulkJob.Parameters(id));
                    store.add(
                            organisation,
                            id,
                            project,
                            job,
                            wanted,
                            principal.userId(),
                            clock.instant());
                    audit.record(
                            principal,
                            "create-bulk-change",
                            Node.of("project", project),
                            Map.of(
                                    "bulk", id.toString(),
                                    "of", Json.word(wanted.of()),
                                    "deed", Json.word(wanted.deed()),
                                    "filter", String.valueOf(wanted.filter())));
                    return require(id);
                });
    }

    public BulkChange get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** The changes of a project, newest first. */
    public Page<BulkChange> list(
            Principal principal, UUID project, @Nullable UUID before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                            store.list(project, before, limit + 1),
                            limit,
                            one -> one.id().toString());
                });
    }

    /** Every one that could not be changed, in order. */
    public Page<BulkRefusal> refusals(
            Principal principal, UUID id, @Nullable String after, int limit) {
        long behind = number(after);
        return transactions.read(
                principal.organisationId(),
                () -> {
                    require(id);
                    return Page.of(
                            store.refusals(id, behind, limit + 1),
                            limit,
                            one -> String.valueOf(one.n()));
                });
    }

    private static long number(@Nullable String after) {
        try {
            return after == null ? 0 : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "query parameter after",
                    after,
                    "the next of the page before",
                    "Start without it.");
        }
    }

    private BulkChange require(UUID id) {
        BulkChange found = store.get(id);
        if (found == null) {
            throw RefusedException.notFound("bulk change", id);
        }
        return found;
    }
}
