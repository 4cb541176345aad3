package org.maslin.train.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Named weights in one stretch of float32 memory, matrices before norms and biases. One stretch
 * makes the optimiser a handful of operations and a training checkpoint three arrays.
 */
public final class Weights implements AutoCloseable {

    private final SequencedMap<String, Tensor> views = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> fused = new LinkedHashMap<>();
    private final SequencedMap<String, Long> starts = new LinkedHashMap<>();
    private final Map<String, List<String>> members;
    private final Tensor flat;
    private final long decayed;

    /** Weights of these names and shapes, all zero. */
    public Weights(WeightShapes shapes) {
        decayed = count(shapes.matrices());
        flat = Tensor.zeros(ElementType.FLOAT32, decayed + count(shapes.vectors()));
        long at = addViews(shapes.matrices(), 0);
        addViews(shapes.vectors(), at);
        members = shapes.fused();
        shapes.fused().forEach(this::fuse);
    }

    private static long count(Map<String, long[]> shapes) {
        return shapes.values().stream().mapToLong(Weights::count).sum();
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private long addViews(SequencedMap<String, long[]> shapes, long start) {
        long at = start;
        for (var entry : shapes.entrySet()) {
            long count = count(entry.getValue());
            views.put(entry.getKey(), flat.slice(0, at, count).reshape(entry.getValue()));
            starts.put(entry.getKey(), at);
            at += count;
        }
        return at;
    }

    /** One view over neighbours in memory, rows of one below rows of the other. */
    private void fuse(String name, List<String> parts) {
        long[] shape = view(parts.getFirst()).shape();
        shape[0] = parts.stream().mapToLong(part -> view(part).size(0)).sum();
        long start = start(parts.getFirst());
        fused.put(name, flat.slice(0, start, count(shape)).reshape(shape));
        starts.put(name, start);
    }

    private Tensor view(String name) {
        return Objects.requireNonNull(views.get(name), name);
    }

    /** Where the weight of this name, fused or not, begins in {@link #flat}. */
    public long start(String name) {
        return Objects.requireNonNull(starts.get(name), name);
    }

    /** Fills all weights from a checkpoint folder. */
    public Weights read(Path folder) throws IOException {
        return read(folder, List.of());
    }

    /** The same, but leaves at zero those of {@code optional} that the checkpoint lacks. */
    public Weights read(Path folder, List<String> optional) throws IOException {
        try (Shards shards = Shards.open(folder)) {
            for (var view : views.entrySet()) {
                String name = stored(shards, view.getKey());
                if (!optional.contains(name) || shards.holderOf(name) != null) {
                    fill(folder, shards, name, view.getValue());
                }
            }
        }
        return this;
    }

    /** Checkpoints of a bare decoder leave out what all its names begin with. */
    private static String stored(Shards shards, String name) {
        String bare = name.substring(name.indexOf('.') + 1);
        return shards.holderOf(name) == null && shards.holderOf(bare) != null ? bare : name;
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
            view.copyInPlace(file.tensor(name));
        }
    }

    /** Values for a weight of this name and size. */
    public interface Values {
        float[] of(String name, int size);
    }

    /** Fills all weights, in order. */
    public void fill(Values values) {
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

    public void write(Path file, StorageType type) throws IOException {
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

    /** Names and tensors as checkpoints have them, all views of {@link #flat}. */
    public SequencedMap<String, Tensor> views() {
        return Collections.unmodifiableSequencedMap(views);
    }

    /** Every number once: fused weights in place of those that they join, then the others. */
    public SequencedMap<String, Tensor> disjoint() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(views);
        members.values().forEach(parts -> parts.forEach(tensors::remove));
        tensors.putAll(fused);
        return tensors;
    }

    /** All views, fused ones too. */
    public Map<String, Tensor> all() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(views);
        tensors.putAll(fused);
        return tensors;
    }

    public Tensor flat() {
        return flat;
    }

    /** How many of the first numbers belong to matrices. */
    public long decayed() {
        return decayed;
    }

    @Override
    public void close() {
        views.values().forEach(Tensor::close);
        fused.values().forEach(Tensor::close);
        flat.close();
    }
}
