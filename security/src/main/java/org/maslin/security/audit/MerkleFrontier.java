package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The right edge of a growing Merkle tree (RFC 6962): the roots of its full subtrees, largest
 * first, one for each bit set in its size. Enough to append and to tell the root, in memory of
 * log₂(size) hashes. Not safe for two threads at once.
 */
public final class MerkleFrontier {

    private final Deque<TreeHash> fullSubtrees = new ArrayDeque<>();
    private long size;

    /** The frontier of the empty tree. */
    public MerkleFrontier() {}

    /**
     * The frontier written by {@link #toBytes}.
     *
     * @throws IllegalArgumentException if the length does not fit the size
     */
    public static MerkleFrontier fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var frontier = new MerkleFrontier();
        frontier.size = bytes.length >= Long.BYTES ? in.getLong() : -1;
        if (frontier.size < 0 || in.remaining() != Long.bitCount(frontier.size) * TreeHash.BYTES) {
            throw new IllegalArgumentException(
                    "%d bytes are no frontier. Rebuild it by appending all leaf hashes."
                            .formatted(bytes.length));
        }
        while (in.hasRemaining()) {
            var hash = new byte[TreeHash.BYTES];
            in.get(hash);
            frontier.fullSubtrees.addLast(TreeHash.ofBytes(hash));
        }
        return frontier;
    }

    /** Adds one leaf at the right. */
    public void append(TreeHash leafHash) {
        TreeHash hash = leafHash;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            hash = TreeHash.ofNode(fullSubtrees.removeLast(), hash);
        }
        fullSubtrees.addLast(hash);
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root over all leaves so far. */
    public TreeHash root() {
        if (size == 0) {
            return TreeHash.EMPTY;
        }
        Iterator<TreeHash> fromRight = fullSubtrees.descendingIterator();
        TreeHash root = fromRight.next();
        while (fromRight.hasNext()) {
            root = TreeHash.ofNode(fromRight.next(), root);
        }
        return root;
    }

    /** The size in eight bytes, big end first, then the hashes, largest subtree first. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + fullSubtrees.size() * TreeHash.BYTES);
        out.putLong(size);
        fullSubtrees.forEach(hash -> out.put(hash.toBytes()));
        return out.array();
    }
}
