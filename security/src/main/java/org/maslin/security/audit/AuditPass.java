package org.maslin.security.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.audit.AuditFinding.Broken;
import org.maslin.security.audit.AuditFinding.Kind;

/** One pass over an exported log: takes its lines in order and says when one cannot be right. */
final class AuditPass {

    private final VerifierKey key;
    private final MerkleFrontier frontier = new MerkleFrontier();
    private @Nullable Checkpoint upTo;
    private @Nullable Checkpoint gap;
    private long covered;
    private long pending;
    private long sealed;

    AuditPass(VerifierKey key) {
        this.key = key;
    }

    /** Takes the next line; tells what is wrong with it, or null. */
    @Nullable Broken take(AuditLine line) {
        if (line instanceof AuditLine.Header header) {
            return upTo == null ? begin(header) : unreadable();
        }
        if (upTo == null || (pending > 0 && !(line instanceof AuditLine.Pending))) {
            return unreadable();
        }
        return switch (line) {
            case AuditLine.Header header -> unreadable();
            case AuditLine.Entry entry -> append(entry, entry.ownHash());
            case AuditLine.Sealed entry -> {
                sealed++;
                yield append(entry, entry.hash());
            }
            case AuditLine.Signed signed -> check(signed.note());
            case AuditLine.Pending row -> {
                pending++;
                yield null;
            }
        };
    }

    /** What to say of a line that is none. */
    Broken unreadable() {
        return at(
                Kind.UNREADABLE,
                frontier.size(),
                null,
                upTo == null
                        ? "The file does not begin as an exported log of format 1."
                        : "Where entry %d or what follows it should stand is a line that cannot be read."
                                .formatted(frontier.size()));
    }

    /** What to say when no line is left. */
    AuditFinding end() {
        Checkpoint last = upTo;
        if (last == null) {
            return unreadable();
        }
        if (frontier.size() < last.size()) {
            return at(
                    Kind.TRUNCATED,
                    frontier.size(),
                    null,
                    "The file ends after %d of %d signed entries: entry %d and all after it are missing."
                            .formatted(frontier.size(), last.size(), frontier.size()));
        }
        Broken broken = compare(last);
        return broken != null
                ? broken
                : new AuditFinding.Intact(frontier.size(), sealed, pending, frontier.root());
    }

    /**
     * An entry that is not where it belongs has moved if it comes later. If a checkpoint stood at
     * its place that the entry does not fulfil, then others were renumbered to fill the gap.
     */
    Broken orMoved(Broken missing, AuditLine.@Nullable Placed later) {
        if (later == null) {
            return missing;
        }
        Checkpoint checkpoint = gap;
        if (checkpoint != null) {
            frontier.append(later.hash());
            if (!checkpoint.root().equals(frontier.root())) {
                return forged(checkpoint.size() - 1, checkpoint);
            }
        }
        return at(
                Kind.MOVED,
                missing.first(),
                later.id(),
                "Entry %d is not at its place: it comes after what should follow it."
                        .formatted(missing.first()));
    }

    private @Nullable Broken begin(AuditLine.Header header) {
        if (!header.publicKey().equals(key.toString())) {
            return at(
                    Kind.WRONG_KEY,
                    0,
                    null,
                    "The file names the public key %s, not %s. Give the public key of this log."
                            .formatted(header.publicKey(), key));
        }
        Broken broken = checkSignature(header.upTo());
        if (broken == null) {
            upTo = Checkpoint.parse(header.upTo().text());
        }
        return broken;
    }

    private @Nullable Broken append(AuditLine.Placed entry, TreeHash own) {
        long expected = frontier.size();
        if (entry.sequence() < expected) {
            return at(
                    Kind.DOUBLED,
                    entry.sequence(),
                    entry.id(),
                    "Entry %d comes again after entry %d."
                            .formatted(entry.sequence(), expected - 1));
        }
        if (entry.sequence() > expected) {
            return at(
                    Kind.MISSING,
                    expected,
                    null,
                    "Entry %d is missing: entry %d stands at its place."
                            .formatted(expected, entry.sequence()));
        }
        if (!own.equals(entry.hash())) {
            return at(
                    Kind.CHANGED,
                    expected,
                    entry.id(),
                    "Entry %d was changed: its content does not give its recorded hash."
                            .formatted(expected));
        }
        frontier.append(entry.hash());
        return null;
    }

    private @Nullable Broken check(SignedNote note) {
        Broken broken = checkSignature(note);
        if (broken != null) {
            return broken;
        }
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (checkpoint.size() > frontier.size()) {
            gap = checkpoint;
            return at(
                    Kind.MISSING,
                    frontier.size(),
                    null,
                    "Entry %d is missing: a checkpoint over %d entries stands at its place."
                            .formatted(frontier.size(), checkpoint.size()));
        }
        return compare(checkpoint);
    }

    private @Nullable Broken compare(Checkpoint checkpoint) {
        if (checkpoint.size() == frontier.size() && checkpoint.root().equals(frontier.root())) {
            covered = frontier.size();
            return null;
        }
        return forged(Math.max(covered, frontier.size() - 1), checkpoint);
    }

    private Broken forged(long last, Checkpoint checkpoint) {
        return new Broken(
                Kind.FORGED,
                covered,
                last,
                null,
                "Entries %d to %d do not give the tree that was signed over %d entries. The hashes in the file were made to fit, so it can be any of them."
                        .formatted(covered, last, checkpoint.size()));
    }

    private @Nullable Broken checkSignature(SignedNote note) {
        if (note.isSignedBy(key) && note.text().startsWith(key.name() + "\n")) {
            return null;
        }
        String place = "The checkpoint after %d entries ".formatted(frontier.size());
        return note.names(key)
                ? at(
                        Kind.WRONG_SIGNATURE,
                        frontier.size(),
                        null,
                        place + "was changed: its signature does not fit.")
                : at(
                        Kind.WRONG_KEY,
                        frontier.size(),
                        null,
                        place
                                + "is signed by another key than %s. Give the public key of this log."
                                        .formatted(key));
    }

    private static Broken at(Kind kind, long sequence, @Nullable UUID id, String sentence) {
        return new Broken(kind, sequence, sequence, id, sentence);
    }
}
