package org.maslin.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTest {

    private static final int MOST = 300;

    private static final List<TreeHash> LEAVES =
            IntStream.range(0, MOST)
                    .mapToObj(i -> TreeHash.ofLeaf(("entry " + i).getBytes()))
                    .toList();

    private static final List<TreeHash> ROOTS =
            IntStream.rangeClosed(0, MOST)
                    .mapToObj(size -> naiveRoot(LEAVES.subList(0, size)))
                    .toList();

    private static final MerkleNodes WORKED_OUT = MerkleNodes.over(i -> LEAVES.get((int) i));

    private static final Map<String, TreeHash> STORED = new HashMap<>();

    private static final MerkleNodes NODES = MerkleTest::stored;

    private static TreeHash stored(int level, long index) {
        String at = level + "/" + index;
        return STORED.computeIfAbsent(at, unused -> WORKED_OUT.at(level, index));
    }

    /** The definition of RFC 6962, section 2.1, word by word. */
    private static TreeHash naiveRoot(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (2 * split < leaves.size()) {
            split *= 2;
        }
        return TreeHash.ofNode(
                naiveRoot(leaves.subList(0, split)),
                naiveRoot(leaves.subList(split, leaves.size())));
    }

    @Test
    void root_ofTheLogUsedByOtherImplementations_isAsPublished() {
        // The eight leaves that tests of certificate transparency have used from the start.
        var leaves =
                List.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f");
        var frontier = new MerkleFrontier();
        leaves.forEach(hex -> frontier.append(TreeHash.ofLeaf(HexFormat.of().parseHex(hex))));
        assertThat(HexFormat.of().formatHex(frontier.root().toBytes()))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void root_atEverySize_isThatOfTheNaiveTree() {
        var frontier = new MerkleFrontier();
        for (int size = 0; size < MOST; size++) {
            TreeHash expected = ROOTS.get(size);
            assertThat(frontier.root()).isEqualTo(expected);
            assertThat(MerkleProofs.root(NODES, size)).isEqualTo(expected);
            var restored = MerkleFrontier.fromBytes(frontier.toBytes());
            assertThat(restored.root()).isEqualTo(expected);
            assertThat(restored.size()).isEqualTo(size);
            frontier = restored;
            frontier.append(LEAVES.get(size));
        }
    }

    @Test
    void inclusion_ofEveryLeaf_holdsAndForNoOther() {
        for (int size = 1; size <= MOST; size += size < 70 ? 1 : 23) {
            TreeHash root = ROOTS.get(size);
            for (int index = 0; index < size; index++) {
                List<TreeHash> proof = MerkleProofs.inclusion(NODES, index, size);
                TreeHash leaf = LEAVES.get(index);
                assertThat(MerkleProofs.includes(leaf, index, size, proof, root)).isTrue();
                assertThat(MerkleProofs.includes(leaf, index + 1, size, proof, root)).isFalse();
                assertThat(MerkleProofs.includes(TreeHash.EMPTY, index, size, proof, root))
                        .isFalse();
                var longer = new ArrayList<>(proof);
                longer.add(leaf);
                assertThat(MerkleProofs.includes(leaf, index, size, longer, root)).isFalse();
            }
        }
    }

    @Test
    void consistency_ofEveryPair_holdsAndForNoOtherRoot() {
        for (int size = 1; size <= MOST; size += size < 70 ? 1 : 23) {
            TreeHash root = ROOTS.get(size);
            for (int old = 0; old <= size; old++) {
                List<TreeHash> proof = MerkleProofs.consistency(NODES, old, size);
                TreeHash oldRoot = ROOTS.get(old);
                assertThat(MerkleProofs.consistent(old, oldRoot, size, root, proof)).isTrue();
                assertThat(MerkleProofs.consistent(old, LEAVES.get(299), size, root, proof))
                        .isFalse();
                // The empty tree is the beginning of any.
                assertThat(MerkleProofs.consistent(old, oldRoot, size, LEAVES.get(299), proof))
                        .isEqualTo(old == 0);
            }
        }
    }

    @Test
    void nodes_storedInsteadOfWorkedOut_giveTheSameProof() {
        assertThat(MerkleProofs.inclusion(WORKED_OUT, 77, 300))
                .isEqualTo(MerkleProofs.inclusion(NODES, 77, 300))
                .hasSize(9);
    }
}
