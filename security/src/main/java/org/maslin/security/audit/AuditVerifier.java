package org.maslin.security.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Checks an exported log (see {@link AuditExport}) with nothing but the public key, in one pass and
 * in memory that does not grow with it.
 *
 * <p>Each entry must stand at its sequence number and give its recorded hash: whoever changes,
 * drops, doubles or moves one is caught at that entry. Whoever also fits hashes and numbers is
 * caught at the next signed checkpoint: then the entries since the one before are named, for no
 * more can be known.
 */
public final class AuditVerifier {

    private final VerifierKey key;

    public AuditVerifier(VerifierKey key) {
        this.key = key;
    }

    /** What there is to say about this file. The stream is read to its end and not closed. */
    public AuditFinding verify(InputStream export) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(export, StandardCharsets.UTF_8));
        var pass = new AuditPass(key);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            AuditLine parsed = parse(line);
            AuditFinding.@Nullable Broken broken =
                    parsed == null ? pass.unreadable() : pass.take(parsed);
            if (broken != null) {
                return broken.kind() == AuditFinding.Kind.MISSING
                        ? missingOrMoved(broken, lines)
                        : broken;
            }
        }
        return pass.end();
    }

    /** An entry that is not where it belongs has moved if it comes later, else it is missing. */
    private static AuditFinding missingOrMoved(AuditFinding.Broken missing, BufferedReader lines)
            throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (parse(line) instanceof AuditLine.Entry entry
                    && entry.sequence() == missing.first()) {
                return new AuditFinding.Broken(
                        AuditFinding.Kind.MOVED,
                        missing.first(),
                        missing.last(),
                        entry.id(),
                        "Entry %d is not at its place: it comes after later ones."
                                .formatted(missing.first()));
            }
        }
        return missing;
    }

    private static @Nullable AuditLine parse(String line) {
        try {
            return AuditLine.parse(line);
        } catch (BadInputException e) {
            return null;
        }
    }
}
