package org.maslin.server.loop;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.JobState;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Chains: start, watch, pause, go on. */
public final class Chains {

    private final Transactions transactions;
    private final ChainStore store;
    private final Jobs jobs;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Chains(
            Transactions transactions,
            ChainStore store,
            Jobs jobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Starts a chain. A second call with the same key returns the first one's chain, and goes on
     * with it if it had failed.
     */
    public Chain start(Principal principal, NewChain wanted, @Nullable String idempotencyKey) {
        UUID organisation = principal.organisationId();
        return transactions.write(
                organisation,
                () -> {
                    UUID id = ids.next();
                    boolean added =
                            store.add(
                                    organisation,
                                    id,
                                    wanted,
                                    idempotencyKey,
                                    principal.userId(),
                                    clock.instant());
                    if (!added && idempotencyKey != null) {
                        UUID known = store.byIdempotencyKey(idempotencyKey);
                        return require(known).state() == ChainState.FAILED
                                ? resume(principal, known)
                                : view(require(known));
                    }
                    UUID job =
                            jobs.start(
                                    principal,
                                    JobKind.Place.SERVER,
                                    ChainJob.NAME,
                                    new ChainJob.Work(id));
                    store.setJob(id, job);
                    audit.record(
                            principal,
                            "start-chain",
                            Node.of("chain", id),
                            Map.of("seed", String.valueOf(wanted.seed())));
                    return view(require(id));
                });
    }

    public List<ChainSummary> list(Principal principal) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        store.list().stream()
                                .map(
                                        row ->
                                                new ChainSummary(
                                                        row.id(),
                                                        row.name(),
                                                        row.state(),
                                                        row.seed(),
                                                        row.createdAt()))
                                .toList());
    }

    /** A chain; of each link the newest round. */
    public Chain get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> view(require(id)));
    }

    /** A chain with the links of all its rounds. */
    public Chain whole(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    ChainStore.Row row = require(id);
                    return chain(row, store.links(id));
                });
    }

    /** Pauses after the present step. */
    public Chain pause(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ChainState state = require(id).state();
                    if (state != ChainState.RUNNING && state != ChainState.WAITING) {
                        throw RefusedException.conflict(
                                "chain-not-running", "The chain does not run.", "Resume it first.");
                    }
                    store.setState(id, ChainState.PAUSED, null, null);
                    audit.record(principal, "pause-chain", Node.of("chain", id), Map.of());
                    return view(require(id));
                });
    }

    /** Goes on with a paused or failed chain. */
    public Chain resume(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ChainStore.Row row = require(id);
                    if (row.state() != ChainState.PAUSED && row.state() != ChainState.FAILED) {
                        throw RefusedException.conflict(
                                "chain-not-stopped",
                                "The chain is neither paused nor failed.",
                                "There is nothing to resume.");
                    }
                    store.setState(id, ChainState.RUNNING, null, null);
                    UUID job = row.jobId();
                    if (job != null) {
                        JobState state = jobs.get(principal, job).state();
                        if (state == JobState.FAILED || state == JobState.CANCELLED) {
                            jobs.resume(principal, job);
                        }
                    }
                    audit.record(principal, "resume-chain", Node.of("chain", id), Map.of());
                    return view(require(id));
                });
    }

    private ChainStore.Row require(UUID id) {
        ChainStore.Row row = store.get(id);
        if (row == null) {
            throw RefusedException.notFound("chain", id);
        }
        return row;
    }

    private Chain view(ChainStore.Row row) {
        Map<LinkName, ChainLink> newest = new EnumMap<>(LinkName.class);
        store.links(row.id()).forEach(link -> newest.put(link.name(), link));
        var links = new ArrayList<ChainLink>();
        for (LinkName name : LinkName.values()) {
            links.add(newest.getOrDefault(name, waiting(name, row.round())));
        }
        return chain(row, links);
    }

    private static ChainLink waiting(LinkName name, int round) {
        return new ChainLink(
                name,
                ChainLink.State.WAITING,
                round,
                0,
                0,
                Map.of(),
                null,
                Map.of(),
                List.of(),
                Map.of(),
                null,
                null,
                null);
    }

    private static Chain chain(ChainStore.Row row, List<ChainLink> links) {
        return new Chain(
                row.id(),
                row.name(),
                row.state(),
                row.seed(),
                row.round(),
                row.rounds(),
                row.method(),
                row.workers(),
                row.simulated(),
                row.error(),
                row.createdAt(),
                row.finishedAt(),
                links);
    }
}
