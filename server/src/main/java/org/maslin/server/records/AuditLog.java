package org.maslin.server.records;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.security.audit.AuditExport;
import org.maslin.security.audit.AuditFinding;
import org.maslin.security.audit.AuditVerifier;
import org.maslin.security.audit.Checkpoint;
import org.maslin.security.audit.SignedNote;
import org.maslin.security.audit.SigningKey;
import org.maslin.security.audit.TreeHash;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;

/** Reads the audit log: page by page, whole for outsiders, and verified. */
public final class AuditLog {

    private static final int ROWS_A_PAGE = 2_000;
    private static final int PIPE_BYTES = 1 << 16;

    private final Transactions transactions;
    private final RecordsStore store;
    private final Sequencer sequencer;
    private final SigningKey key;

    AuditLog(Transactions transactions, RecordsStore store, Sequencer sequencer, SigningKey key) {
        this.transactions = transactions;
        this.store = store;
        this.sequencer = sequencer;
        this.key = key;
    }

    /** Entries of the organisation, newest first. */
    public Page<AuditEntry> list(Principal principal, @Nullable Long before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        Page.of(
                                        store.entries(before, limit + 1),
                                        limit,
                                        entry -> entry.getKey().toString())
                                .map(Map.Entry::getValue));
    }

    /**
     * How long ago every committed entry had its place in the tree, as far as this server knows.
     */
    public Duration lag() {
        return sequencer.lag();
    }

    /** The key that outsiders check exported logs with. */
    public String publicKey() {
        return key.verifierKey().toString();
    }

    /** Where an export finds its rows: from one organisation's side of the fence, or above it. */
    private interface Rows {
        List<RecordsStore.Sequenced> leaves(long after);

        List<RecordsStore.Unsequenced> waiting(String settled);
    }

    /** Writes the log of the whole server; for its administrator. */
    public void exportAll(OutputStream out) throws IOException {
        export(
                new Rows() {
                    @Override
                    public List<RecordsStore.Sequenced> leaves(long after) {
                        return transactions.house(() -> store.leaves(after, ROWS_A_PAGE));
                    }

                    @Override
                    public List<RecordsStore.Unsequenced> waiting(String settled) {
                        return transactions.house(() -> store.unsequenced(settled, ROWS_A_PAGE));
                    }
                },
                out);
    }

    /** Writes the log for one organisation; of other entries, the hashes alone. */
    public void export(Principal principal, OutputStream out) throws IOException {
        UUID organisation = principal.organisationId();
        export(
                new Rows() {
                    @Override
                    public List<RecordsStore.Sequenced> leaves(long after) {
                        return transactions.read(
                                organisation, () -> store.ownLeaves(after, ROWS_A_PAGE));
                    }

                    @Override
                    public List<RecordsStore.Unsequenced> waiting(String settled) {
                        return transactions.read(
                                organisation, () -> store.ownUnsequenced(settled, ROWS_A_PAGE));
                    }
                },
                out);
    }

    /** Up to the newest checkpoint, then the rows that wait for a place. */
    private void export(Rows rows, OutputStream out) throws IOException {
        sequencer.sequence();
        var last = transactions.house(store::lastCheckpoint);
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var export = new AuditExport(writer);
        if (last != null) {
            export.header(key.verifierKey(), SignedNote.parse(last.note()));
            exportEntries(rows, export, last.size());
            for (var row : rows.waiting(last.settled())) {
                export.pending(row.leaf());
            }
        }
        writer.flush();
    }

    private void exportEntries(Rows rows, AuditExport export, long size) throws IOException {
        long next = 0;
        while (next < size) {
            long from = next;
            var page = rows.leaves(from - 1);
            if (page.isEmpty()) {
                return;
            }
            var notes = notes(from, from + page.size());
            for (RecordsStore.Sequenced row : page) {
                if (row.sequence() < size) {
                    write(export, row);
                    next = row.sequence() + 1;
                    if (notes.get(next) instanceof String note) {
                        export.checkpoint(SignedNote.parse(note));
                    }
                }
            }
            if (next == from) {
                return;
            }
        }
    }

    private static void write(AuditExport export, RecordsStore.Sequenced row) throws IOException {
        TreeHash hash = TreeHash.ofBytes(row.leafHash());
        if (row.leaf() == null) {
            export.sealed(row.sequence(), hash);
        } else {
            export.entry(row.sequence(), row.leaf(), hash);
        }
    }

    private Map<Long, String> notes(long from, long to) {
        return transactions.house(() -> store.notes(from, to));
    }

    /** Recomputes the tree from the rows as they are now, by the same code that outsiders use. */
    public AuditVerification verify() {
        AuditFinding finding = finding();
        var last = transactions.house(store::lastCheckpoint);
        String note = last == null ? "" : last.note();
        TreeHash root =
                last == null
                        ? TreeHash.EMPTY
                        : Checkpoint.parse(SignedNote.parse(last.note()).text()).root();
        return switch (finding) {
            case AuditFinding.Intact(long entries, long sealed, long pending, TreeHash intact) ->
                    new AuditVerification(
                            true, entries, pending, intact.toString(), note, publicKey(), null);
            case AuditFinding.Broken broken ->
                    new AuditVerification(
                            false,
                            last == null ? 0 : last.size(),
                            0,
                            root.toString(),
                            note,
                            publicKey(),
                            broken.sentence());
        };
    }

    private AuditFinding finding() {
        try (var in = new PipedInputStream(PIPE_BYTES);
                var out = new PipedOutputStream(in)) {
            Thread.ofVirtual()
                    .name("audit-export")
                    .start(
                            () -> {
                                try (out) {
                                    exportAll(out);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            return new AuditVerifier(key.verifierKey()).verify(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
