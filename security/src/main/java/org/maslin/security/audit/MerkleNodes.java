package org.maslin.security.audit;

import java.util.function.LongFunction;

/** Where the hashes of a tree's full subtrees are read from when a proof is made. */
@FunctionalInterface
public interface MerkleNodes {

    /**
     * The hash over the 2<sup>level</sup> leaves from {@code index} · 2<sup>level</sup> on. Level 0
     * is the leaf hashes themselves.
     */
    TreeHash at(int level, long index);

    /** Nodes worked out from leaf hashes: nothing to store, every proof reads all leaves once. */
    static MerkleNodes over(LongFunction<TreeHash> leafHashes) {
        return new MerkleNodes() {
            @Override
            public TreeHash at(int level, long index) {
                return level == 0
                        ? leafHashes.apply(index)
                        : TreeHash.ofNode(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
            }
        };
    }
}
