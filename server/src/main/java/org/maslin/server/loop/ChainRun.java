package org.maslin.server.loop;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Seed;
import org.maslin.security.Principal;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.JobState;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.db.Transactions;

/**
 * One chain on its way: keeps what each link has made, so that a link that is done is never done
 * again, and waits for jobs and people.
 */
final class ChainRun {

    private static final long LOOK_MILLIS = 300;
    private static final String JOB = "jobId";

    /** How far something is that the chain waits for. */
    record Standing(long done, long total, boolean finished) {}

    private final Transactions transactions;
    private final ChainStore store;
    private final Jobs jobs;
    private final InstantSource clock;
    private final JobContext context;
    private final ChainStore.Row chain;

    ChainRun(
            Transactions transactions,
            ChainStore store,
            Jobs jobs,
            InstantSource clock,
            JobContext context,
            ChainStore.Row chain) {
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
        this.context = context;
        this.chain = chain;
    }

    ChainStore.Row chain() {
        return chain;
    }

    Principal principal() {
        return context.principal();
    }

    Seed seed(String... names) {
        return new Seed(chain.seed()).derive(names);
    }

    /** A file of this chain, as a path in the folder of chains. */
    String file(String name) {
        return Path.of(chain.id().toString(), name).toString();
    }

    /** Does a link unless it is done; returns where its records are. */
    Map<String, String> link(int round, LinkName name, Consumer<Made> work) {
        ChainLink known = find(round, name);
        if (known != null && known.state() == ChainLink.State.DONE) {
            return known.references();
        }
        waitWhilePaused();
        write(
                () -> {
                    store.move(chain.id(), ChainState.RUNNING, round);
                    store.begin(
                            principal().organisationId(), chain.id(), round, name, clock.instant());
                });
        var made = new Made();
        if (known != null) {
            made.references.putAll(known.references());
        }
        try {
            work.accept(made);
        } catch (RuntimeException failed) {
            write(
                    () ->
                            store.finish(
                                    chain.id(),
                                    round,
                                    name,
                                    ChainLink.State.FAILED,
                                    clock.instant()));
            throw failed;
        }
        write(
                () -> {
                    store.save(chain.id(), round, name, made);
                    store.finish(chain.id(), round, name, ChainLink.State.DONE, clock.instant());
                });
        return Map.copyOf(made.references);
    }

    /** Runs a job in the child process, once; returns what it returned. */
    <T> T job(
            int round, LinkName name, Made made, String kind, Object parameters, Class<T> result) {
        UUID id = begin(round, name, made, kind, parameters);
        await(
                round,
                name,
                () -> {
                    Job job = jobs.get(principal(), id);
                    if (job.state() == JobState.FAILED || job.state() == JobState.CANCELLED) {
                        throw new IllegalStateException(
                                "%s: %s"
                                        .formatted(
                                                kind,
                                                job.error() == null ? "cancelled" : job.error()));
                    }
                    return new Standing(job.done(), job.total(), job.state() == JobState.DONE);
                });
        return jobs.result(principal(), id, result);
    }

    private UUID begin(int round, LinkName name, Made made, String kind, Object parameters) {
        String known = made.references.get(JOB);
        if (known != null) {
            UUID id = UUID.fromString(known);
            JobState state = jobs.get(principal(), id).state();
            if (state == JobState.FAILED || state == JobState.CANCELLED) {
                jobs.resume(principal(), id);
            }
            return id;
        }
        return transactions.write(
                principal().organisationId(),
                () -> {
                    UUID id = jobs.start(principal(), JobKind.Place.WORKER, kind, parameters);
                    made.reference(JOB, id);
                    store.save(chain.id(), round, name, made);
                    return id;
                });
    }

    /** Shows what a link has made before it is done. */
    void show(int round, LinkName name, Made made) {
        write(() -> store.save(chain.id(), round, name, made));
    }

    /** Waits for people; the chain says that it waits. */
    void awaitPeople(int round, LinkName name, Supplier<Standing> standing) {
        write(() -> store.move(chain.id(), ChainState.WAITING, round));
        await(round, name, standing);
        write(() -> store.move(chain.id(), ChainState.RUNNING, round));
    }

    private void await(int round, LinkName name, Supplier<Standing> standing) {
        Standing last = new Standing(-1, -1, false);
        while (true) {
            Standing now = standing.get();
            if (!now.equals(last)) {
                write(() -> store.progress(chain.id(), round, name, now.done(), now.total()));
                last = now;
            }
            if (now.finished()) {
                return;
            }
            context.progress().at(now.done(), now.total(), name.name());
            pause();
        }
    }

    void markSimulated() {
        write(() -> store.setSimulated(chain.id()));
    }

    private void waitWhilePaused() {
        while (state() == ChainState.PAUSED) {
            context.progress().at(0, 0, "paused");
            pause();
        }
    }

    private ChainState state() {
        ChainStore.Row row = read(() -> store.get(chain.id()));
        return row == null ? ChainState.PAUSED : row.state();
    }

    private @Nullable ChainLink find(int round, LinkName name) {
        for (ChainLink link : read(() -> store.links(chain.id()))) {
            if (link.round() == round && link.name() == name) {
                return link;
            }
        }
        return null;
    }

    private <T extends @Nullable Object> T read(Supplier<T> work) {
        return transactions.read(principal().organisationId(), work);
    }

    private void write(Runnable work) {
        transactions.write(principal().organisationId(), work);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The process stops.", e);
        }
    }
}
