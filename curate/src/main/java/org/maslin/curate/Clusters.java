package org.maslin.curate;

import java.util.Arrays;

/** Documents linked by equal keys: a union-find whose root is always the smallest index. */
final class Clusters {

    private final int[] parent;

    Clusters(int count) {
        parent = new int[count];
        Arrays.setAll(parent, i -> i);
    }

    /** Links all documents whose key, two longs each, is the same. */
    void link(long[] keys) {
        int count = keys.length / 2;
        var first = new int[Integer.highestOneBit(Math.max(1, count)) * 4];
        int mask = first.length - 1;
        for (int i = 0; i < count; i++) {
            int slot = (int) (keys[2 * i] ^ keys[2 * i] >>> 32) & mask;
            while (first[slot] != 0 && !same(keys, first[slot] - 1, i)) {
                slot = (slot + 1) & mask;
            }
            if (first[slot] == 0) {
                first[slot] = i + 1;
            } else {
                union(first[slot] - 1, i);
            }
        }
    }

    int root(int index) {
        int at = index;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void union(int one, int other) {
        int a = root(one);
        int b = root(other);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private static boolean same(long[] keys, int one, int other) {
        return keys[2 * one] == keys[2 * other] && keys[2 * one + 1] == keys[2 * other + 1];
    }
}
