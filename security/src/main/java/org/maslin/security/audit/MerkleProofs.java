package org.maslin.security.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Proofs over a Merkle tree: that a leaf is in it (inclusion), and that an older tree is its
 * beginning (consistency). Made as RFC 6962 section 2.1 defines them, by splitting at the largest
 * power of two below the size; checked by the walks of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which
 * climb from the leaf without knowing the tree.
 */
public final class MerkleProofs {

    private MerkleProofs() {}

    /** The root over the first {@code size} leaves. */
    public static TreeHash root(MerkleNodes nodes, long size) {
        return size == 0 ? TreeHash.EMPTY : range(nodes, 0, size);
    }

    /**
     * The hashes that lead from leaf {@code index} to the root over the first {@code size} leaves,
     * from the bottom up.
     */
    public static List<TreeHash> inclusion(MerkleNodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "Leaf %d is not in a tree of %d.".formatted(index, size));
        }
        var proof = new ArrayList<TreeHash>();
        inclusion(nodes, index, 0, size, proof);
        return List.copyOf(proof);
    }

    /**
     * The hashes that show the first {@code oldSize} leaves to be the beginning of {@code size}.
     */
    public static List<TreeHash> consistency(MerkleNodes nodes, long oldSize, long size) {
        if (oldSize < 0 || oldSize > size) {
            throw new IllegalArgumentException(
                    "A tree of %d cannot begin with one of %d.".formatted(size, oldSize));
        }
        var proof = new ArrayList<TreeHash>();
        if (oldSize > 0) {
            consistency(nodes, oldSize, 0, size, proof);
        }
        return List.copyOf(proof);
    }

    /** Whether the proof leads from this leaf hash at this index to this root. */
    public static boolean includes(
            TreeHash leafHash, long index, long size, List<TreeHash> proof, TreeHash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leafHash;
        for (TreeHash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the proof shows the old tree to be the beginning of the new one. */
    public static boolean consistent(
            long oldSize, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> proof) {
        if (oldSize < 0 || oldSize > size) {
            return false;
        }
        if (oldSize == size) {
            return proof.isEmpty() && oldRoot.equals(root);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && oldRoot.equals(TreeHash.EMPTY);
        }
        boolean full = Long.bitCount(oldSize) == 1;
        if (proof.isEmpty() && !full) {
            return false;
        }
        return climb(
                oldSize,
                oldRoot,
                size,
                root,
                full ? oldRoot : proof.getFirst(),
                full ? proof : proof.subList(1, proof.size()));
    }

    private static boolean climb(
            long oldSize,
            TreeHash oldRoot,
            long size,
            TreeHash root,
            TreeHash seed,
            List<TreeHash> path) {
        int skipped = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >> skipped;
        long last = (size - 1) >> skipped;
        TreeHash oldHash = seed;
        TreeHash hash = seed;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = TreeHash.ofNode(sibling, oldHash);
                hash = TreeHash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && hash.equals(root);
    }

    private static void inclusion(
            MerkleNodes nodes, long index, long start, long size, List<TreeHash> proof) {
        if (size == 1) {
            return;
        }
        long left = largestPowerBelow(size);
        if (index < left) {
            inclusion(nodes, index, start, left, proof);
            proof.add(range(nodes, start + left, size - left));
        } else {
            inclusion(nodes, index - left, start + left, size - left, proof);
            proof.add(range(nodes, start, left));
        }
    }

    /**
     * A subtree at the left edge that the old tree fills is the old tree: the checker has its root.
     */
    private static void consistency(
            MerkleNodes nodes, long oldSize, long start, long size, List<TreeHash> proof) {
        if (oldSize == size) {
            if (start > 0) {
                proof.add(range(nodes, start, size));
            }
            return;
        }
        long left = largestPowerBelow(size);
        if (oldSize <= left) {
            consistency(nodes, oldSize, start, left, proof);
            proof.add(range(nodes, start + left, size - left));
        } else {
            consistency(nodes, oldSize - left, start + left, size - left, proof);
            proof.add(range(nodes, start, left));
        }
    }

    /**
     * The hash over {@code size} leaves from {@code start}, a multiple of the next power of two.
     */
    private static TreeHash range(MerkleNodes nodes, long start, long size) {
        if (Long.bitCount(size) == 1) {
            return nodes.at(Long.numberOfTrailingZeros(size), start / size);
        }
        long left = largestPowerBelow(size);
        return TreeHash.ofNode(range(nodes, start, left), range(nodes, start + left, size - left));
    }

    private static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }
}
