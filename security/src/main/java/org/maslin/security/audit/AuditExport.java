package org.maslin.security.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a log for outsiders: JSON lines, checked offline by {@link AuditVerifier}.
 *
 * <ol>
 *   <li>A header: format number, public key, and the signed checkpoint the file goes up to.
 *   <li>The entries in order: sequence number, the leaf's canonical JSON, and the leaf hash <em>as
 *       it was stored</em> when the entry entered the tree. Never work it out anew: a changed row
 *       is told from its old hash. An entry that the reader may not see has number and hash alone.
 *   <li>Between them, as often as there are any, stored signed checkpoints, each right after the
 *       last entry it covers. They narrow down where a forger who fits the hashes too has been.
 *   <li>Rows that wait for their place, at the end.
 * </ol>
 */
public final class AuditExport {

    private final Appendable out;

    public AuditExport(Appendable out) {
        this.out = out;
    }

    /** Writes the first line. */
    public void header(VerifierKey key, SignedNote upTo) throws IOException {
        write(new AuditLine.Header(key.toString(), upTo));
    }

    /**
     * Writes an entry, damaged or not; the verifier will tell.
     *
     * @param sequence its place in the tree, from 0
     * @param leaf the leaf's bytes as stored
     * @param storedHash the leaf's hash as stored
     */
    public void entry(long sequence, byte[] leaf, TreeHash storedHash) throws IOException {
        byte format = leaf.length > 0 ? leaf[0] : 0;
        write(new AuditLine.Entry(sequence, format, text(leaf), storedHash));
    }

    /** Writes of an entry that the reader may not see its place and its hash. */
    public void sealed(long sequence, TreeHash storedHash) throws IOException {
        write(new AuditLine.Sealed(sequence, storedHash));
    }

    /** Writes a checkpoint that covers exactly the entries written so far. */
    public void checkpoint(SignedNote note) throws IOException {
        write(new AuditLine.Signed(note));
    }

    /** Writes a row that has no place in the tree yet. */
    public void pending(byte[] leaf) throws IOException {
        write(new AuditLine.Pending(text(leaf)));
    }

    private static String text(byte[] leaf) {
        return leaf.length > 0 ? new String(leaf, 1, leaf.length - 1, StandardCharsets.UTF_8) : "";
    }

    private void write(AuditLine line) throws IOException {
        out.append(line.json()).append('\n');
    }
}
