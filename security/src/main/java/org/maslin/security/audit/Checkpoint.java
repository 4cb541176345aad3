package org.maslin.security.audit;

import org.maslin.core.BadInputException;

/**
 * The state of a log: so many entries with this root (C2SP tlog-checkpoint).
 *
 * @param origin which log; also the name of the key that signs
 * @param size how many entries
 * @param root the tree over them
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException(
                    "A checkpoint of \"%s\" with %d entries needs one line of origin and a size from 0 on."
                            .formatted(origin, size));
        }
    }

    /** The checkpoint signed by this key, whose name must be the origin. */
    public SignedNote sign(SigningKey key) {
        if (!key.verifierKey().name().equals(origin)) {
            throw new IllegalArgumentException(
                    "The key of %s cannot sign for %s."
                            .formatted(key.verifierKey().name(), origin));
        }
        return SignedNote.sign(text(), key);
    }

    /** Three lines: origin, size, root. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /**
     * The checkpoint with this text; lines after the third are left to others.
     *
     * @throws BadInputException if the first three lines are not as they must be
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw notACheckpoint(text);
        }
        try {
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.parse(lines[2]));
        } catch (NumberFormatException e) {
            throw notACheckpoint(text);
        }
    }

    private static BadInputException notACheckpoint(String text) {
        return new BadInputException(
                "checkpoint",
                "\"" + text + "\"",
                "three lines: origin, size, root in Base64",
                "Take the checkpoint as it was published.");
    }
}
