package org.maslin.server.records;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.security.audit.Checkpoint;
import org.maslin.security.audit.MerkleFrontier;
import org.maslin.security.audit.SigningKey;
import org.maslin.security.audit.TreeHash;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Turns committed audit entries into leaves of the tree and signs its new state, twice a second.
 * Nobody waits for it: an entry is safe once its transaction is, and has its leaf soon after.
 *
 * <p>Entries become visible when their transactions commit, not in the order of their positions. So
 * each look takes whatever has no leaf, and remembers the oldest transaction that was still
 * running: all that older ones wrote has been seen, and is not searched again.
 */
final class Sequencer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LEAVES_A_ROUND = 5_000;
    private static final String BEGINNING = "0";

    private final Transactions transactions;
    private final RecordsStore store;
    private final SigningKey key;
    private final InstantSource clock;
    private final Settings settings;
    private volatile @Nullable Thread thread;

    Sequencer(
            Transactions transactions,
            RecordsStore store,
            SigningKey key,
            InstantSource clock,
            Settings settings) {
        this.transactions = transactions;
        this.store = store;
        this.key = key;
        this.clock = clock;
        this.settings = settings;
    }

    /** Gives a leaf to every entry that has committed; returns how many there were. */
    int sequence() {
        int total = 0;
        int round = LEAVES_A_ROUND;
        while (round == LEAVES_A_ROUND) {
            round = transactions.house(this::round);
            total += round;
        }
        return total;
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

    @Override
    public boolean isAutoStartup() {
        return settings.serves();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("audit-sequencer").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sequence();
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The audit tree could not be continued; trying again.", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.multipliedBy(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
