package org.maslin.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.maslin.core.Progress;
import org.maslin.train.network.Parameters;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * What a network that does not move makes of pairs: the pooled state of each chosen completion less
 * that of the rejected one. They are kept in the run's folder as they come, so that a run that was
 * stopped goes on where it was.
 */
final class PairStates {

    static final String FILE = "states.f32";

    private final RewardModel model;
    private final EncodedPairs pairs;
    private final List<int[]> batches;

    PairStates(RewardModel model, EncodedPairs pairs) {
        this.model = model;
        this.pairs = pairs;
        // Both completions of a pair are in its batch.
        this.batches = LengthBatches.of(Arrays.stream(pairs.lengths()).map(n -> 2 * n).toArray());
    }

    /** Computes those that the file lacks, a row for each pair in their order: [pairs, hidden]. */
    Tensor differences(Path file, Progress progress) throws IOException {
        int width = model.config().hiddenSize();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            long there = channel.size();
            long at = 0;
            for (int i = 0; i < batches.size(); i++) {
                int[] batch = batches.get(i);
                long bytes = (long) batch.length * width * Float.BYTES;
                if (there < at + bytes) {
                    write(channel, at, differences(batch));
                    channel.force(false);
                }
                at += bytes;
                progress.at(i + 1, batches.size(), "reading the pairs");
            }
            return inOrder(channel, at, width);
        }
    }

    private float[] differences(int[] batch) {
        var pass = new Pass(model.network(Parameters.of(model.weights().all())), false);
        try (NoGradient off = NoGradient.open();
                Scope scope = Scope.open()) {
            Tensor states = model.pooling().states(pass, pairs.rows(batch), model.config().padId());
            int n = batch.length;
            return states.slice(0, 0, n).minus(states.slice(0, n, n)).floats();
        }
    }

    private static void write(FileChannel channel, long at, float[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }

    private Tensor inOrder(FileChannel channel, long bytes, int width) throws IOException {
        var places = new long[pairs.chosen().size()];
        int next = 0;
        for (int[] batch : batches) {
            for (int pair : batch) {
                places[pair] = next++;
            }
        }
        try (Arena arena = Arena.ofConfined();
                Scope scope = Scope.open()) {
            Tensor all =
                    Tensor.copyOf(
                            channel.map(MapMode.READ_ONLY, 0, bytes, arena),
                            ElementType.FLOAT32,
                            places.length,
                            width);
            return scope.keep(all.pick(0, Tensor.of(places, places.length)));
        }
    }
}
