package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.checkpoint.SafetensorsWriter;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Named weights in one stretch of float32 memory, matrices before norms. One stretch makes the
 * optimiser a handful of operations and a training checkpoint three arrays.
 */
final class Weights implements AutoCloseable {

    private final SequencedMap<String, Tensor> views = new LinkedHashMap<>();
    private final Tensor flat;
    private final long decayed;

    /** Weights of these names and shapes, all zero. */
    Weights(SequencedMap<String, long[]> matrices, SequencedMap<String, long[]> norms) {
        decayed = count(matrices);
        flat = Tensor.zeros(ElementType.FLOAT32, decayed + count(norms));
        long at = addViews(flat, matrices, 0, views);
        addViews(flat, norms, at, views);
    }

    private static long count(Map<String, long[]> shapes) {
        return shapes.values().stream().mapToLong(Weights::count).sum();
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static long addViews(
            Tensor flat,
            SequencedMap<String, long[]> shapes,
            long start,
            SequencedMap<String, Tensor> views) {
        long at = start;
        for (var entry : shapes.entrySet()) {
            long count = count(entry.getValue());
            views.put(entry.getKey(), flat.slice(0, at, count).reshape(entry.getValue()));
            at += count;
        }
        return at;
    }

    /** Fills all weights from a checkpoint folder. */
    Weights read(Path folder) throws IOException {
        return read(folder, List.of());
    }

    /** The same, but leaves at zero those of {@code optional} that the checkpoint lacks. */
    Weights read(Path folder, List<String> optional) throws IOException {
        try (Shards shards = Shards.open(folder)) {
            for (var view : views.entrySet()) {
                String name = view.getKey();
                if (!optional.contains(name) || shards.holderOf(name) != null) {
                    fill(folder, shards, name, view.getValue());
                }
            }
        }
        return this;
    }

    private static void fill(Path folder, Shards shards, String name, Tensor view) {
        @Nullable Safetensors file = shards.holderOf(name);
        long[] shape = file == null ? new long[0] : file.shape(name);
        if (file == null || !Arrays.equals(shape, view.shape())) {
            throw new BadInputException(
                    folder + ", weight " + name,
                    file == null ? "none" : "the shape " + Arrays.toString(shape),
                    Arrays.toString(view.shape()),
                    "The weights do not fit the config.json beside them.");
        }
        try (Scope scope = Scope.open()) {
            view.copyInPlace(Tensor.of(file.floats(name), shape));
        }
    }

    /** Values for a weight of this name and size. */
    interface Values {
        float[] of(String name, int size);
    }

    /** Fills all weights, in order. */
    void fill(Values values) {
        for (var view : views.entrySet()) {
            try (Scope scope = Scope.open()) {
                Tensor tensor = view.getValue();
                tensor.copyInPlace(
                        Tensor.of(
                                values.of(view.getKey(), Math.toIntExact(tensor.count())),
                                tensor.shape()));
            }
        }
    }

    void write(Path file, StorageType type) throws IOException {
        var writer = new SafetensorsWriter(type);
        views.forEach(
                (name, view) ->
                        writer.add(
                                name,
                                view.shape(),
                                () -> {
                                    try (Scope scope = Scope.open()) {
                                        return view.floats();
                                    }
                                }));
        writer.write(file);
    }

    /** Names and tensors, all views of {@link #flat}. */
    SequencedMap<String, Tensor> views() {
        return Collections.unmodifiableSequencedMap(views);
    }

    Tensor flat() {
        return flat;
    }

    /** How many of the first numbers belong to matrices. */
    long decayed() {
        return decayed;
    }

    @Override
    public void close() {
        views.values().forEach(Tensor::close);
        flat.close();
    }
}
