package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Abilities;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;

/**
 * Which batches of a project somebody may claim from: those in progress whose rule lets them. It is
 * remembered for a second; a change of a batch in this process bites at once.
 */
final class OpenBatches {

    /** A batch in progress, and whom it is for. */
    record Open(UUID id, WorkRule rule) {}

    private record Able(Abilities abilities, List<String> qualifications) {}

    private record Known(UUID organisation, UUID of) {}

    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Transactions transactions;
    private final BatchStore store;
    private final Users users;
    private final Lately<Known, List<Open>> known = new Lately<>(LIFE, MOST);
    private final Lately<Known, Able> able = new Lately<>(LIFE, MOST);

    OpenBatches(Transactions transactions, BatchStore store, Users users) {
        this.transactions = transactions;
        this.store = store;
        this.users = users;
    }

    /** In the order of their claims. */
    List<UUID> of(UUID organisation, UUID project, UUID user) {
        return open(organisation, project).stream()
                .filter(batch -> mayTake(organisation, user, batch.rule()))
                .map(Open::id)
                .toList();
    }

    /** Whether anybody may claim from any batch of a project. */
    boolean any(UUID organisation, UUID project) {
        return !open(organisation, project).isEmpty();
    }

    private List<Open> open(UUID organisation, UUID project) {
        List<Open> open =
                known.get(
                        new Known(organisation, project),
                        () -> transactions.read(organisation, () -> store.open(project)));
        return open == null ? List.of() : open;
    }

    private boolean mayTake(UUID organisation, UUID user, WorkRule rule) {
        if (rule.isForEverybody()) {
            return true;
        }
        Able known = able.get(new Known(organisation, user), () -> able(organisation, user));
        return known != null && rule.isFor(known.abilities(), known.qualifications());
    }

    private @Nullable Able able(UUID organisation, UUID user) {
        Abilities abilities = users.abilities(organisation, user);
        return abilities == null
                ? null
                : new Able(abilities, users.qualifiedFor(organisation, user));
    }

    void forget(UUID organisation, UUID project) {
        known.forget(new Known(organisation, project));
    }
}
