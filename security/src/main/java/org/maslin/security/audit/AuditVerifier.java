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
        for (String line = nextLine(lines); line != null; line = nextLine(lines)) {
            AuditLine parsed = parse(line);
            AuditFinding.@Nullable Broken broken =
                    parsed == null ? pass.unreadable() : pass.take(parsed);
            if (broken != null) {
                return broken.kind() == AuditFinding.Kind.MISSING
                        ? pass.orMoved(broken, later(broken.first(), lines))
                        : broken;
            }
        }
        return pass.end();
    }

    /** The entry with this number in what is left of the file, or null. */
    private static AuditLine.@Nullable Placed later(long sequence, BufferedReader lines)
            throws IOException {
        for (String line = nextLine(lines); line != null; line = nextLine(lines)) {
            if (parse(line) instanceof AuditLine.Placed entry && entry.sequence() == sequence) {
                return entry;
            }
        }
        return null;
    }

    /** The text up to the next line feed, and to no other character; null at the end. */
    private static @Nullable String nextLine(BufferedReader lines) throws IOException {
        var line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static @Nullable AuditLine parse(String line) {
        try {
            return AuditLine.parse(line);
        } catch (BadInputException e) {
            return null;
        }
    }
}
