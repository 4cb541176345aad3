package org.maslin.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.maslin.train.tokenizer.Encoded;

/**
 * Which examples share a row. Best fit, decreasing: the longest first, each into the row with the
 * least room that still takes it; ties go to the earlier example and the earlier row.
 */
final class Packing {

    private final List<List<Integer>> packs;
    private final int[] lengths;

    private Packing(List<List<Integer>> packs, int[] lengths) {
        this.packs = packs;
        this.lengths = lengths;
    }

    static Packing none(List<Encoded> examples) {
        List<List<Integer>> packs = IntStream.range(0, examples.size()).mapToObj(List::of).toList();
        return new Packing(packs, Examples.lengths(examples));
    }

    static Packing bestFit(List<Encoded> examples, int size) {
        List<Integer> order =
                IntStream.range(0, examples.size())
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingInt(i -> -examples.get(i).length())
                                        .thenComparingInt(i -> i))
                        .toList();
        List<List<Integer>> packs = new ArrayList<>();
        var byRoom = new TreeMap<Integer, List<List<Integer>>>();
        for (int index : order) {
            int length = Math.min(size, examples.get(index).length());
            var fitting = byRoom.ceilingEntry(length);
            List<Integer> pack;
            int room;
            if (fitting == null) {
                pack = new ArrayList<>();
                packs.add(pack);
                room = size;
            } else {
                room = fitting.getKey();
                pack = fitting.getValue().removeFirst();
                if (fitting.getValue().isEmpty()) {
                    byRoom.remove(room);
                }
            }
            pack.add(index);
            byRoom.computeIfAbsent(room - length, any -> new ArrayList<>()).add(pack);
        }
        int[] lengths =
                packs.stream()
                        .mapToInt(
                                pack -> pack.stream().mapToInt(i -> examples.get(i).length()).sum())
                        .toArray();
        return new Packing(packs, lengths);
    }

    /** Tokens of each pack. */
    int[] lengths() {
        return lengths;
    }

    List<List<Integer>> packs() {
        return packs;
    }

    /** Batches of packs as batches of their examples. */
    List<int[]> examples(List<int[]> batches) {
        List<int[]> all = new ArrayList<>();
        for (int[] batch : batches) {
            List<Integer> examples = new ArrayList<>();
            for (int pack : batch) {
                examples.addAll(packs.get(pack));
            }
            all.add(examples.stream().mapToInt(Integer::intValue).toArray());
        }
        return all;
    }
}
