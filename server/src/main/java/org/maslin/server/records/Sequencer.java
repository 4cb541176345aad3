package org.maslin.server.records;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.maslin.security.audit.Checkpoint;
import org.maslin.security.audit.MerkleFrontier;
import org.maslin.security.audit.SigningKey;
import org.maslin.security.audit.TreeHash;
import org.maslin.server.plumbing.db.Transactions;

/**
 * Turns committed audit entries into leaves of the tree and signs its new state, twice a second.
 * Nobody waits for it: an entry is safe once its transaction is, and has its leaf soon after.
 *
 * <p>Entries become visible when their transactions commit, not in the order of their positions. So
 * each look takes whatever has no leaf, and remembers the oldest transaction that was still
 * running: all that older ones wrote has been seen, and is not searched again.
 */
final class Sequencer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LEAVES_A_ROUND = 5_000;
    private static final String BEGINNING = "0";

    private final Transactions transactions;
    private final RecordsStore store;
    private final SigningKey key;
    private final InstantSource clock;
    private volatile Instant caughtUp;

    Sequencer(Transactions transactions, RecordsStore store, SigningKey key, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.key = key;
        this.clock = clock;
        this.caughtUp = clock.instant();
    }

    Duration turn() {
        sequence();
        return PAUSE;
    }

    /** Gives a leaf to every entry that has committed; returns how many there were. */
    int sequence() {
        Instant start = clock.instant();
        int total = 0;
        int round = LEAVES_A_ROUND;
        while (round == LEAVES_A_ROUND) {
            round = transactions.house(this::round);
            total += round;
        }
        caughtUp = start;
        return total;
    }

    /** How long ago every committed entry had its leaf. */
    Duration lag() {
        return Duration.between(caughtUp, clock.instant());
    }

    private int round() {
        if (!store.lockTree()) {
            return 0;
        }
        var last = store.lastCheckpoint();
        var frontier =
                last == null ? new MerkleFrontier() : MerkleFrontier.fromBytes(last.frontier());
        String settled = last == null ? BEGINNING : last.settled();
        String horizon = store.horizon();
        List<RecordsStore.Unsequenced> entries = store.unsequenced(settled, LEAVES_A_ROUND);
        if (entries.isEmpty()) {
            return 0;
        }
        long first = frontier.size();
        var hashes = new ArrayList<byte[]>();
        for (RecordsStore.Unsequenced entry : entries) {
            TreeHash hash = TreeHash.ofLeaf(entry.leaf());
            frontier.append(hash);
            hashes.add(hash.toBytes());
        }
        store.addLeaves(first, entries, hashes);
        boolean sawAll = entries.size() < LEAVES_A_ROUND;
        sign(frontier, sawAll ? horizon : settled);
        return entries.size();
    }

    private void sign(MerkleFrontier frontier, String settled) {
        var checkpoint = new Checkpoint(key.verifierKey().name(), frontier.size(), frontier.root());
        store.addCheckpoint(
                new RecordsStore.StoredCheckpoint(
                        frontier.size(),
                        frontier.toBytes(),
                        settled,
                        checkpoint.sign(key).toString()),
                Timestamp.from(clock.instant()));
    }
}
