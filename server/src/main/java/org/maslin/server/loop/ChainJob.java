package org.maslin.server.loop;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.db.Transactions;

/**
 * The chain as a job: round by round from prompts to a policy, then evaluation and gate. It reads
 * from top to bottom; a link that is done is passed over, so after any stop it goes on where it
 * was.
 */
final class ChainJob implements JobKind {

    static final String NAME = "chain";

    /** Which chain. */
    record Work(UUID chainId) {}

    private final Transactions transactions;
    private final ChainStore store;
    private final Jobs jobs;
    private final InstantSource clock;
    private final PromptLinks prompts;
    private final LabelLinks labels;
    private final ModelLinks models;

    ChainJob(
            Transactions transactions,
            ChainStore store,
            Jobs jobs,
            InstantSource clock,
            PromptLinks prompts,
            LabelLinks labels,
            ModelLinks models) {
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
        this.prompts = prompts;
        this.labels = labels;
        this.models = models;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Object run(JobContext context) {
        UUID id = context.parameters(Work.class).chainId();
        UUID organisation = context.principal().organisationId();
        ChainStore.Row chain =
                Objects.requireNonNull(transactions.read(organisation, () -> store.get(id)));
        try {
            run(new ChainRun(transactions, store, jobs, clock, context, chain));
            finish(organisation, id, ChainState.DONE, null);
        } catch (CancellationException cancelled) {
            finish(organisation, id, ChainState.FAILED, "The chain's job was cancelled.");
            throw cancelled;
        } catch (RuntimeException failed) {
            if (!Thread.currentThread().isInterrupted()) {
                finish(organisation, id, ChainState.FAILED, String.valueOf(failed.getMessage()));
            }
            throw failed;
        }
        return null;
    }

    private void run(ChainRun run) {
        String base = "";
        String policy = "";
        String reward = "";
        String version = "";
        for (int round = 1; round <= run.chain().rounds(); round++) {
            prompts.draw(run, round);
            String kept = prompts.curate(run, round);
            String present = models.present(run, round, policy);
            base = round == 1 ? present : base;
            String pairs = models.complete(run, round, present, kept);
            String project = labels.ask(run, round, pairs, present);
            labels.awaitAnswers(run, round, project);
            labels.settle(run, round, project);
            version = labels.publish(run, round, project);
            reward = models.reward(run, round, version, present);
            policy = models.policy(run, round, version, present, reward);
        }
        Map<String, String> evaluation = models.evaluate(run, base, policy, reward, version);
        models.gate(run, evaluation.getOrDefault("evaluationId", ""));
    }

    private void finish(UUID organisation, UUID id, ChainState state, @Nullable String error) {
        transactions.write(
                organisation,
                () ->
                        store.setState(
                                id,
                                state,
                                error,
                                state == ChainState.DONE ? clock.instant() : null));
    }
}
