package org.maslin.security.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.maslin.core.BadInputException;

/**
 * A text with signatures under it: C2SP signed-note. The text ends with a line feed; an empty line
 * follows, then one line for each signature.
 *
 * @param text the signed text, its last line feed included
 * @param signatures who signed, in the order of the note
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final String MARK = "— ";
    private static final int MOST_SIGNATURES = 100;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature line.
     *
     * @param name the key's name
     * @param payload Base64 of the four bytes of the key hash and the signature
     */
    public record NoteSignature(String name, String payload) {}

    /** The text, signed. It must end with a line feed. */
    public static SignedNote sign(String text, SigningKey key) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("A signed text ends with a line feed.");
        }
        byte[] hash = key.verifierKey().hash();
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] payload = Arrays.copyOf(hash, hash.length + signature.length);
        System.arraycopy(signature, 0, payload, hash.length, signature.length);
        return new SignedNote(
                text,
                List.of(
                        new NoteSignature(
                                key.verifierKey().name(),
                                Base64.getEncoder().encodeToString(payload))));
    }

    /**
     * The note written by {@link #toString}. Nothing is said yet about the signatures.
     *
     * @throws BadInputException if it is no signed note
     */
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw notANote("no empty line before the signatures");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 3
                    || !line.startsWith(MARK)
                    || signatures.size() == MOST_SIGNATURES) {
                throw notANote("the signature line \"" + line + "\"");
            }
            signatures.add(new NoteSignature(parts[1], parts[2]));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /**
     * Whether this key signed. A wrong signature that claims to be this key's spoils the note, as
     * the specification demands; signatures by others say nothing.
     */
    public boolean isSignedBy(VerifierKey key) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (NoteSignature signature : signatures) {
            byte[] payload = decoded(signature);
            if (claims(key, signature, payload)) {
                int hash = key.hash().length;
                if (!key.verifies(message, Arrays.copyOfRange(payload, hash, payload.length))) {
                    return false;
                }
                signed = true;
            }
        }
        return signed;
    }

    /** Whether a signature line claims to be by this key, right or wrong. */
    boolean names(VerifierKey key) {
        return signatures.stream().anyMatch(line -> claims(key, line, decoded(line)));
    }

    private static boolean claims(VerifierKey key, NoteSignature signature, byte[] payload) {
        byte[] hash = key.hash();
        return signature.name().equals(key.name())
                && payload.length > hash.length
                && Arrays.equals(payload, 0, hash.length, hash, 0, hash.length);
    }

    private static byte[] decoded(NoteSignature signature) {
        try {
            return Base64.getDecoder().decode(signature.payload());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static BadInputException notANote(String found) {
        return new BadInputException(
                "signed note",
                found,
                "a text, an empty line and signature lines",
                "Take the note as it was published, with all its lines.");
    }

    /** The whole note. */
    @Override
    public String toString() {
        var out = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            out.append(MARK).append(signature.name()).append(' ').append(signature.payload());
            out.append('\n');
        }
        return out.toString();
    }
}
