package org.maslin.security.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the verifier found out about an exported log. */
public sealed interface AuditFinding {

    /** One sentence or two for a person. */
    String sentence();

    /** Whether the log is as it was signed. */
    default boolean intact() {
        return this instanceof Intact;
    }

    /**
     * Every entry is as it was signed.
     *
     * @param entries how many
     * @param sealed of how many the file holds the hash alone
     * @param pending how many rows were committed but not in the tree yet
     * @param root the tree over the entries
     */
    record Intact(long entries, long sealed, long pending, TreeHash root) implements AuditFinding {

        @Override
        public String sentence() {
            return "All %d entries are as they were signed%s; %d more wait for their place."
                    .formatted(
                            entries,
                            sealed == 0 ? "" : " (%d by their hash alone)".formatted(sealed),
                            pending);
        }
    }

    /**
     * Something is not as it was signed. The first thing found is told.
     *
     * @param kind what
     * @param first the sequence number of the entry, or of the first that may be it
     * @param last the same number, or that of the last that may be it
     * @param id the entry's id, where a line still tells it
     * @param sentence what happened, in words
     */
    record Broken(Kind kind, long first, long last, @Nullable UUID id, String sentence)
            implements AuditFinding {

        /** Whether the one entry is known, and not only the range it is in. */
        public boolean isExact() {
            return first == last;
        }
    }

    /** What can be wrong with a log. */
    enum Kind {
        /** Something that is no line of an exported log. */
        UNREADABLE,
        /** The content of an entry does not give its hash. */
        CHANGED,
        /** An entry is not there. */
        MISSING,
        /** An entry is not at its place. */
        MOVED,
        /** An entry comes again. */
        DOUBLED,
        /** Entries agree with their own hashes, but not with the signed tree. */
        FORGED,
        /** The file ends before the last signed entry. */
        TRUNCATED,
        /** A checkpoint is not signed by the given key. */
        WRONG_KEY,
        /** A checkpoint claims the given key, but the signature is wrong. */
        WRONG_SIGNATURE
    }
}
