package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;

/**
 * Which batches of a project may be claimed from, remembered for a second; a change in this process
 * bites at once.
 */
final class OpenBatches {

    private record Known(UUID organisation, UUID project) {}

    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Transactions transactions;
    private final AssignmentStore store;
    private final Lately<Known, List<UUID>> known = new Lately<>(LIFE, MOST);

    OpenBatches(Transactions transactions, AssignmentStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** In the order of their claims. */
    List<UUID> of(UUID organisation, UUID project) {
        List<UUID> open =
                known.get(
                        new Known(organisation, project),
                        () -> transactions.read(organisation, () -> store.openBatches(project)));
        return open == null ? List.of() : open;
    }

    void forget(UUID organisation, UUID project) {
        known.forget(new Known(organisation, project));
    }
}
