package org.maslin.server.projects;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Pauses projects, puts them away, copies them, deletes them with a time of grace. */
public final class ProjectStates {

    private static final Duration GRACE = Duration.ofDays(30);

    private final Transactions transactions;
    private final ProjectStateStore store;
    private final Projects projects;
    private final Audit audit;
    private final Events events;
    private final InstantSource clock;

    ProjectStates(
            Transactions transactions,
            ProjectStateStore store,
            Projects projects,
            Audit audit,
            Events events,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    public ProjectStanding get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** Makes a project active, paused or archived; this also takes a deleted one back. */
    public ProjectStanding change(Principal principal, UUID id, ChangeState change) {
        return put(principal, id, change.state(), null);
    }

    /** Deletes a project; within thirty days it can be had back. */
    public ProjectStanding delete(Principal principal, UUID id) {
        return put(principal, id, ProjectState.DELETED, clock.instant().plus(GRACE));
    }

    private ProjectStanding put(
            Principal principal, UUID id, ProjectState state, @Nullable Instant deleteAfter) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ProjectStanding now = require(id);
                    if (state == ProjectState.DELETED && store.isOfChain(id)) {
                        throw RefusedException.conflict(
                                "project-of-chain",
                                "The project is a link of a chain.",
                                "Archive it instead; the chain's records lead through it.");
                    }
                    if (now.state() == state) {
                        return now;
                    }
                    store.put(id, state, clock.instant(), deleteAfter);
                    audit.record(
                            principal,
                            "change-project-state",
                            Node.of("project", id),
                            Map.of("state", Json.word(state)));
                    return require(id);
                });
    }

    /**
     * A new project with the questions, guideline and settings of this one. Its samples follow in a
     * job, if they are wanted.
     */
    public Project copy(
            Principal principal, UUID id, CopyProject copy, @Nullable String idempotencyKey) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Project from = projects.get(principal, id);
                    Project made =
                            projects.create(
                                    principal,
                                    new NewProject(
                                            copy.name(),
                                            from.ontology(),
                                            from.guideline().text(),
                                            from.overlap(),
                                            from.leaseSeconds()),
                                    null,
                                    idempotencyKey);
                    if (copy.takesSamples()) {
                        events.tell(new ProjectCopied(principal, id, made.id(), copy.makesTasks()));
                    }
                    if (from.review() == null && from.price() == null && !from.prefill()) {
                        return made;
                    }
                    return projects.change(
                            principal,
                            made.id(),
                            new ProjectChange(
                                    null, null, null, from.review(), from.price(), from.prefill()));
                });
    }

    /** Purges the projects of an organisation whose time of grace is over. */
    void purge(UUID organisation) {
        Principal system = Principal.system(organisation);
        for (UUID id : transactions.read(organisation, () -> store.toPurge(clock.instant()))) {
            transactions.write(
                    organisation,
                    () -> {
                        long rows = store.purge(id);
                        store.put(id, ProjectState.PURGED, clock.instant(), null);
                        audit.record(
                                system,
                                "purge-project",
                                Node.of("project", id),
                                Map.of("rows", String.valueOf(rows)));
                    });
        }
    }

    private ProjectStanding require(UUID id) {
        ProjectStanding standing = store.get(id);
        if (standing == null || standing.state() == ProjectState.PURGED) {
            throw RefusedException.notFound("project", id);
        }
        return standing;
    }
}
